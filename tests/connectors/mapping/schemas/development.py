"""Schemas that the mapping was built on: those found in the field, and more in the manner of real teams."""

from __future__ import annotations

DEVELOPMENT = """
## launch base in Notion
== Deliverables : deliverables
Name > title | Category:select > kind | Status:select > state | Priority:select | Phase:select > phase | Required:checkbox | Weight:number | Due:date > due | Channel:select | Notes > notes | Working Link:url > file | Definition of Done
Release date confirmed | Planning | ✅ Complete | 🔴 Critical | Plan | TRUE | 5 | 2026-03-06 | | | | date agreed by all
Cover | Artwork | 🔵 In Progress | 🟠 High | Assets | TRUE | 3 | 2026-02-06 | | redo the type | https://d.example/c | 3000 px square
Teaser clip | Video | ⚪ Planned | 🟠 High | Tease | FALSE | 2 | 2026-02-20 | TikTok | | | posted
Press kit | Press | blocked | 🟠 High | Assets | FALSE | 1 | | | | | sent
== Songs : tracks
Title > title | Mix Status:select > work:mix | Master Status:select > work:master | Artwork Status:select > work:artwork | Video Status:select > work:video | Notes
Night Bus | ✅ Finished | 🟠Not Started Yet | 🟢Done | 💭 Idea |
Glass Hours | 🔵 In Progress | 🟠Not Started Yet | 🔴Revision needed | ⚪ Planned | ask Jo
Low Tide | ready to check | 🟠Not Started Yet | sketching | blocked |
== Artwork : deliverables
Artwork > title | Status:select > state | File Location:url > file
Single cover | 🟢Done | https://d.example/a
Back cover | sketching |
== Videos : deliverables
Video > title | Status:select > state
Night Bus visualizer | exported
Night Bus teaser | 🟠Not Started Yet

## album workbook
== Master Tracklist New : tracks
Track # | Title > title | ISRC > isrc | UPC | Duration | Featured Artists | Producers | Full Names | Writers | Progress Notes | Mix Status > work:mix | Mix Comments | Beat Stems | Vocal Stems
1 | Night Bus | GB-AYE-26-00001 | 5060186920018 | 3:41 | | Mara Lind | Mara J. Lind | Kaya Moon | vocals to redo | Approved | brighter | https://d.example/b | https://d.example/v
2 | Low Tide | GB-AYE-26-00002 | 5060186920018 | 2:59 | Ivy Row | Ed Ray | Edward Ray | Kaya Moon; Jo Park | | In review | | |
TOTAL | | | | 6:40 | | | | | | | | |
== Royalty Split Sheets : splits
Song > track | Contributor Name > holder | Government Name | Role > role | Split % > share | Master Share (Split) | Publisher | Associated Society | IP Name Number > ipi | ID Number | Email Address
Night Bus | Kaya Moon | K. Mooney | Writer | 0.5 | 0.6 | Moon Pub | PRS | 00123456789 | 1 | kaya@x.example
Night Bus | Jo Park | J. Park | Producer | 0.5 | 0.4 | | ASCAP | 00223456789 | 2 | jo@x.example
== Mixing & Mastering : tracks
Song Title > title | Mix Status > work:mix | Master Status > work:master | Mix Comments
Night Bus | Approved | In progress | brighter
Low Tide | In review | Not started |

## indie deadline sheet
== 2021 : releases
Artist > artist | Title > title | Release Date > date | Pre-NRI Deadline | Production Check-in | NRI Deadline | SD Product Due | NOTES | SD Digital Product Pitching Deadline
Velvet Static | Glass Hours | 03/05/21 | 10/01/20 | 10/15/20 | 11/20/20 | 01/25/21 | shifted for holiday | 02/17/21
The Rows | First Light | 04/16/21 | TBA | TBA | 12/18/20 | 03/08/21 | | 03/29/21
Ivy Row | Paper Moons | 06/25/21 | 01/20/21 | | 03/01/21 | 05/17/21 | | 06/07/21

## producer's sheet
== Beats : tracks
ID | Name > title | Genre | Mood | BPM | Key | Duration | Video Theme | Status | Mix Status > work:mix | Master Status > work:master | Video Status > work:video | YouTube | Spotify | Tags | Notes | Date Created
1 | Ember | Trap | dark | 140 | Am | 2:31 | fire | In progress | Done | In progress | Not started | | | dark,slow | | 2026-01-02
2 | Silt | Drill | calm | 142 | Cm | 2:12 | water | Done | Done | Done | In progress | https://y.example/2 | | calm | | 2026-01-09
== Action Items : deliverables
Text > title | Completed:checkbox > state | Priority | Project
Send stems to Jo | FALSE | High | Ember
Upload the master | TRUE | Low | Silt
Order cover | FALSE | Low | Silt

## release document as tables
== Release info : releases
Project Title > title | Artist Name > artist | Release Date (Digital) > date | Release Date (Physical) | Announcement Date | Format > type | Territory | Primary Genre | Explicit / Clean | Label | Distributor > distributor | UPC > upc | Pre-Save Link > capture | Embargo Date
First Light | The Rows | 2026-09-04 | 2026-11-20 | 2026-06-05 | Album | World | Indie | Clean | Night Shift | The Orchard | 5060186920018 | https://l.example/p | 2026-06-04
Second Sun | The Rows | 2027-02-05 | 2027-04-16 | 2026-11-06 | EP | World | Indie | Clean | Night Shift | The Orchard | | |
== Assets : deliverables
Asset > title | Link > file | Status > state
Master WAVs | https://d.example/m | Delivered
Press photos | https://d.example/p | Pending
== Milestones : deliverables
Milestone > title | Date | Status > state
Announcement | 2026-06-05 | Scheduled
Test pressing approval | 2026-07-01 | Pending
== Contacts :
Role | Name | Email
Marketing Lead | Noor Haddad | noor@x.example
Publicist | Rae Sol | rae@x.example

## album rollout tracker
== Songs : releases
Title > title | Category | Release Date > date | Single? | Video Type | Stems? | Estimated Cost
Night Bus | Lead | 2026-03-06 | TRUE | Lyric | TRUE | 900
Low Tide | Focus | 2026-05-08 | FALSE | Visualizer | FALSE | 300
== Tasks : deliverables
Date | Task Name > title | Category > kind | Description | Assigned To > owners | Status > state
2026-01-20 | Final mix of Night Bus | Mix | check the low end | Mara Lind | In Progress
2026-02-01 | Cover shoot | Artwork | roof at dusk | Dee Castro | Not Started
2026-02-12 | Upload | Upload | | Sam Okafor | Delayed
== Versions : versions
Song > track | Version Type > title | Status > state | Notes
Night Bus | Instrumental | Done |
Night Bus | Radio edit | In Progress | 3:10 at most
Low Tide | Acapella | Not Started |

## music library in Notion
== Tracks : tracks
Track Title > title | Track Number:number | Album > release | Artist | Performed By | Release Date:number | Duration | ISRC/UPC | URL:url | Source:select | Type:select | Composer > credits | Record Date:date | Themes:multi-select | Mood/Keywords:multi-select | Instruments:multi-select | Notes | Removed:checkbox | File Upload:files
Old Road | 1 | First Light | The Rows | The Rows | 2019 | 3:20 | GBAYE1900001 | https://y.example/1 | Library | Song | A. Row | 2018-05-01 | road | calm | guitar | | FALSE | road.wav
Rust | 2 | First Light | The Rows | The Rows | 2019 | 2:45 | GBAYE1900002 | https://y.example/2 | Library | Song | A. Row | 2018-05-02 | time | dark | piano | | FALSE | rust.wav

## label base in Airtable
== Artist Profiles :
Artist | A&R:people | Marketing:people | Digital:people | Creative:people | Design Lead:people | Tour Marketing:people | Manager | Agent
Kaya Moon | Ed Ray | Noor Haddad | Pia Holm | Dee Castro | Dee Castro | Leo Kurz | Sam Okafor | Rae Sol
The Rows | Ed Ray | Noor Haddad | Pia Holm | Lena Vogt | Lena Vogt | Leo Kurz | Bo Lind | Rae Sol
== Releases : releases
Release Title > title | Artist:relation(Artist Profiles) > artist | Release Date:date > date | Status:select > state | A&R:people > role | Manager:people > role | Design Lead:people > role
Night Bus | p1 | 2026-03-06 | Confirmed | Ed Ray | Sam Okafor | Dee Castro
First Light | p2 | 2026-09-04 | Planning | Ed Ray | Bo Lind | Lena Vogt
== Calendar :
Event | Date:date | Event Type:select | Artist:relation(Artist Profiles)
Berlin show | 2026-04-01 | Tour Date | p1
Night Bus out | 2026-03-06 | Track Release | p1
== Budget Requests :
Request | Amount:number | Status:select | Requested By:people
Video shoot | 4000 | Approved | Noor Haddad
Vinyl pressing | 2500 | Pending | Pia Holm

## the article's table
== Plan : deliverables
Deliverable > title | Owner > owners | Depends On > needs | Approval Gate > gate
Final master | Producer | Mix approval from Artist | Artist signs off
Cover artwork | Designer | Creative brief | Artist signs off
Distributor upload | Manager | Master + Artwork handoffs | Manager confirms
Teaser video | Video editor | Artwork handoff | Artist signs off
Launch posts | Social manager | Date confirmation from Manager | Manager gives final go

## small label's workbook
== Releases : releases
Release > title | Artist > artist | Release Date > date | Type > type | Plan locked on > locked_at | Brief > brief | Release folder > folder | Distributor > distributor | Date confirmed by > date_approver | Date confirmed? > date_decision | Date confirmed on > date_decided_at
Night Bus | Kaya Moon | 2026-03-06 | Single | 2026-01-16 | This is a single. The goal is 500 pre-saves. The message is: the last bus home. | https://d.example/nb | LabelGrid | Sam Okafor | Yes | 2026-01-17
Glass Hours | Velvet Static | 2026-02-20 | EP | 2026-01-20 | A five-track EP. | https://d.example/gh | LabelGrid | Sam Okafor | |
== Deliverables : deliverables
Deliverable > title | Release > release | Owner > owners | Status > state | Due date > due | Done on > done_at | Depends on > needs | Version > version | File > file
Mix | Night Bus | Mara Lind | Done | 2026-01-19 | 2026-01-18 | | v3 | https://d.example/nb/mix.wav
Final master | Night Bus | Jo Park | Done | 2026-01-26 | 2026-01-25 | Mix | v2 | https://d.example/nb/master.wav
Launch posts | Glass Hours | TBD | Not started | 2026-02-19 | | Teaser video | |
== Handoffs : handoffs
Handoff > title | Release > release | From deliverable > work | To deliverable > to_work | Sender > senders | Receiver > receivers | Sent on > sent_at | Received on > acknowledged_at | What was done > done | What is expected next > next | File location > location
Mix to mastering | Night Bus | Mix | Final master | Mara Lind | Jo Park | 2026-01-18 | 2026-01-19 | Mix v3, vocal up | Master for streaming | https://d.example/nb/mix.wav
Master to upload | Night Bus | Final master | Distributor upload | Jo Park | Sam Okafor | 2026-01-26 | | Master v2 | Upload with the cover | https://d.example/nb/master.wav
== Gates : gates
Gate > title | Release > release | Deliverable > on | Approver > approvers | Decision > decision | Decided by > decided_by | Decided on > decided_at | Asked on > requested_at | Version > version
Master sign-off | Night Bus | Final master | Kaya Moon | Approved | Kaya Moon | 2026-01-26 | 2026-01-25 | v2
Cover sign-off | Night Bus | Cover artwork | Kaya Moon | Pending | | | 2026-01-27 | v4
== People : people
Name > name | Mail > mail | Role > roles | Active > active
Kaya Moon | kaya@x.example | Artist | Yes
Jo Park | jo@x.example | Mastering engineer | Yes
Sam Okafor | sam@x.example | Manager | Yes

## label plan in German and English
== Releases : releases
Release > title | Künstler:in > artist | VÖ-Datum > date | Typ > type | Vertrieb > distributor | Label
Nachtbus | Kaya Moon | 06.03.2026 | Single | recordJet | Night Shift
Glas | Velvet Static | 17.04.2026 | EP | recordJet | Night Shift
== To-dos : deliverables
To-do > title | Release > release | Verantwortlich > owners | Deadline > due | Stand > state | Link > file
Master | Nachtbus | Jonas Weber | 13.02.2026 | erledigt | https://d.example/m
Cover | Glas | Lena Vogt | 20.03.2026 | in Arbeit |

## spanish checklist
== Entregables : deliverables
Entregable > title | Encargado > owners | Fecha de entrega > due | Estado > state | Depende de > needs | Aprobado por > decided_by
Máster | Pablo Ruiz | 10/04/2026 | Hecho | Mezcla | Lucía Vega
Portada | Inés Gil | 13/04/2026 | En curso | |
Subida a la distribuidora | Marta Sanz | 27/04/2026 | Pendiente | Máster, Portada |

## portuguese releases
== Lançamentos : releases
Título > title | Artista > artist | Data de lançamento > date | Formato > type | Distribuidora > distributor
Maré Baixa | Lia Souza | 08/05/2026 | Single | ONErpm
Sal | Lia Souza | 19/06/2026 | EP | ONErpm

## french tasks
== Tâches : deliverables
Tâche > title | Assigné à > owners | Date limite > due | État > state | Dépend de > needs
Master | Jules Petit | 13/02/2026 | Terminé | Mix
Pochette | Emma Roy | 27/02/2026 | En cours |

## rights by owner
== Track rights : splits
Track > track | Owner > holder | Share % > share | Side > pie | Agreed > agreed | Agreed on > agreed_at
Night Bus | Kaya Moon | 50 % | Composition | Yes | 2026-01-10
Night Bus | Jo Park | 50 % | Composition | No |

## two people columns and two dates
== Tasks : deliverables
Task > title | Owner > owners | Reviewer > approvers | Start date | Due date > due | Completed on > done_at | Status? > state
Mix | Mara Lind | Kaya Moon | 2026-01-05 | 2026-01-20 | 2026-01-19 | Done
Master | Jo Park | Kaya Moon | 2026-01-21 | 2026-01-28 | | In progress

## tasks with twins
== Tasks : deliverables
Task > title | Owner | Responsible | Due | Deadline | Status > state
Mix | Mara Lind | Sam Okafor | 2026-01-19 | 2026-01-20 | Done
Master | Jo Park | Sam Okafor | 2026-01-27 | 2026-01-28 | In progress

## solo checklist on releases
== My singles : releases
Single > title | Release day > date | Mastered? > work:master | Artwork done? > work:artwork | Uploaded? > work:distributor upload | Pitched? > work:pitch
Night Bus | 2026-03-06 | TRUE | TRUE | FALSE | FALSE
Low Tide | 2026-05-08 | FALSE | FALSE | FALSE | FALSE

## pitch log
== DSP pitches : pitches
Pitch > title | Song > track | Platform > to | Pitched by > by | Sent on > sent_at | Deadline > due | Status > state
Night Bus to Spotify | Night Bus | Spotify editorial | Noor Haddad | 2026-02-10 | 2026-02-20 | Submitted
Low Tide to Apple | Low Tide | Apple Music | Noor Haddad | | 2026-04-20 | Not submitted

## monthly review
== Reviews : reviews
Review > title | Date > on | Worked > worked | Failed > failed | Broke > broke | Status > state
January | 2026-02-02 | pre-save campaign did well | ads | stems went missing | Done
February | 2026-03-02 | | | | Planned

## expenses
== Expenses :
Date | Description | Category | Amount | Paid by | Receipt
2026-01-20 | Mixing | Studio | 900 | Sam | https://d.example/r1
2026-01-28 | Mastering | Studio | 300 | Kaya | https://d.example/r2

## gear
== Gear :
Item | Serial number | Owner | Condition | Bought on | Value
SM7B | 12345 | Kaya | good | 2023-01-04 | 350
Juno | 999 | Jo | worn | 2019-05-02 | 2200

## fans
== Mailing list :
Email | First name | Signed up | Source | Consent
a@x.example | Ana | 2026-01-02 | Bandcamp | TRUE
b@x.example | Bo | 2026-01-09 | Show | TRUE

## playlist targets
== Playlists :
Playlist | Curator | Followers | Email | Genre | Contacted?
Night Drive | Rae | 12000 | rae@x.example | Indie | TRUE
Rainy Days | Ed | 800 | ed@x.example | Folk | FALSE

## rights of a small label
== Tracks : tracks
Track > title | Release > release | ISRC > isrc | ISWC > iswc | Cover of > cover | Samples > samples | Interpolation > interpolates | Mechanical licence > licence | Master cleared? > master_cleared | Publishing cleared? > publishing_cleared | Bit depth > bit_depth | Sample rate > sample_rate | Tempo
Night Bus | Night Bus | GB-AYE-26-00001 | T-034.524.680-1 | | yes | | | pending | cleared | 24 | 48 kHz | 120
Low Tide | Night Bus | GB-AYE-26-00002 | T-034.524.681-2 | Harbour Song | no | | granted | | | 24 | 48 kHz | 98
== Versions : versions
Version > title | Track > track | Canonical > canonical | File > file | Bit depth > bit_depth | Sample rate > sample_rate
Master v2 | Night Bus | Yes | https://d.example/nb/master-v2.wav | 24 bit | 48000
Master v1 | Night Bus | No | https://d.example/nb/master-v1.wav | 24 bit | 44100
== Deliverables : deliverables
Deliverable > title | Release > release | Owner > owners | Status > state | Pixel size > dimensions | Color mode > colour | Notes > notes
Cover artwork | Night Bus | Dee Castro | Done | 3000 x 3000 | RGB | final
Back cover | Night Bus | Dee Castro | In progress | 3000 x 3000 | CMYK |
== Split sheet : splits
Song > track | Writer > holder | Side > pie | Share > share | IPI > ipi | Role > role | Agreed > agreed | Agreed on > agreed_at
Night Bus | Kaya Moon | Composition | 50 % | 00123456789 | Writer | Yes | 2026-03-01
Night Bus | Jo Park | Composition | 50 % | 00223456789 | Writer | No |
"""
