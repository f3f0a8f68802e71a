"""Schemas that the mapping was never tuned on: they only measure it."""

from __future__ import annotations

HELD_OUT = """
## indie label, two sheets
== Release Schedule : releases
Artist > artist | Title > title | Format > type | Release Date > date | UPC > upc | Cat No | Distributor > distributor | Product Manager > role | Status > state
Velvet Static | Glass Hours | EP | 2026-03-06 | 5060186920018 | NSR012 | The Orchard | Sam Okafor | In progress
Kaya Moon | Night Bus | Single | 2026-04-17 | 5060186920025 | NSR013 | The Orchard | Noor Haddad | Planned
Ivy Row | Paper Moons | Album | 2026-09-25 | | NSR014 | The Orchard | Sam Okafor | Planned
== Production Tasks : deliverables
Task > title | Project > release | Assigned > owners | Start | Deadline > due | Stage > state | Comments > notes
Final mix | Glass Hours | Mara Lind | 2026-01-05 | 2026-01-20 | Done | vocal up
Mastering | Glass Hours | Jo Park | 2026-01-21 | 2026-01-28 | In progress |
Cover art | Night Bus | Dee Castro | 2026-02-01 | 2026-02-20 | Not started | waiting on photos
Lyric video | Night Bus | Vic Tran | 2026-02-10 | 2026-03-10 | Not started |

## manager in notion with relations
== Releases : releases
Name > title | Artist:select > artist | Drop Date:date > date | Type:select > type | Lead:people > owners | Drive Folder:url > folder | Tasks:relation(Tasks)
Low Tide | Marea | 2026-05-08 | Single | Ana | https://drive.example/low | a;b
Salt | Marea | 2026-06-19 | Single | Ana | https://drive.example/salt | c
== Tasks : deliverables
Task name > title | Release:relation(Releases) > release | Assignee:people > owners | Due:date > due | Status:select > state | Blocked by:relation(Tasks) > needs | Blocking:relation(Tasks) | Parent task:relation(Tasks) > parent | Attachments:files > file | Priority:select
Mix | r1 | Jo | 2026-03-01 | In progress | | t2 | | mix.wav | High
Master | r1 | Pia | 2026-03-10 | Not started | t1 | | | | High
Teaser | r2 | Leo | 2026-04-10 | Not started | | | t9 | | Low

## german label
== Veröffentlichungen : releases
Titel > title | Künstler > artist | Veröffentlichungsdatum > date | Format > type | EAN > upc | Vertrieb > distributor
Nachtbus | Kaya Moon | 06.03.2026 | Single | 4006381333931 | recordJet
Glasstunden | Velvet Static | 17.04.2026 | EP | | recordJet
Papiermonde | Ivy Row | 25.09.2026 | Album | | recordJet
== Aufgaben : deliverables
Aufgabe > title | Veröffentlichung > release | Zuständig > owners | Fällig am > due | Status > state | Abhängig von > needs | Freigabe durch > approvers | Freigegeben am > decided_at | Anmerkungen > notes
Endmaster | Nachtbus | Jonas Weber | 13.02.2026 | In Arbeit | Mix | Kaya Moon | |
Cover | Nachtbus | Lena Vogt | 06.02.2026 | Erledigt | | Kaya Moon | 04.02.2026 | Rückseite fehlt
Teaser | Glasstunden | Tim Roth | 27.03.2026 | Offen | Cover | Mia Haas | |

## spanish manager
== Lanzamientos : releases
Título > title | Artista > artist | Fecha de lanzamiento > date | Tipo > type | Distribuidora > distributor | Estado > state
Marea Baja | Lucía Vega | 08/05/2026 | Sencillo | ONErpm | En curso
Sal | Lucía Vega | 19/06/2026 | Sencillo | ONErpm | Pendiente
== Tareas : deliverables
Tarea > title | Lanzamiento > release | Responsable > owners | Fecha límite > due | Estado > state | Notas > notes
Máster final | Marea Baja | Pablo Ruiz | 17/04/2026 | Pendiente | falta mezcla
Portada | Marea Baja | Inés Gil | 10/04/2026 | Hecho |
Video | Sal | Marcos Díaz | 29/05/2026 | En curso |

## brazilian artist
== Checklist : deliverables
Entrega > title | Responsável > owners | Prazo > due | Situação > state | Depende de > needs | Link > file
Master final | Produtor | 20/03/2026 | Em andamento | Mixagem | https://drive.example/m
Capa | Ana Lima | 13/03/2026 | Concluído | | https://drive.example/c
Upload na distribuidora | Bruno | 27/03/2026 | Pendente | Master final, Capa |

## french label
== Sorties : releases
Titre > title | Artiste > artist | Date de sortie > date | Format > type | Distributeur > distributor
Bus de nuit | Kaya Moon | 06/03/2026 | Single | Believe
Verre | Velvet Static | 17/04/2026 | EP | Believe
== Tâches : deliverables
Livrable > title | Sortie > release | Responsable > owners | Échéance > due | Statut > state | Validé par > decided_by | Remarques > notes
Master | Bus de nuit | Jules Petit | 13/02/2026 | En cours | |
Pochette | Bus de nuit | Emma Roy | 06/02/2026 | Terminé | Kaya | ok

## production grid of a mixing room
== Album grid : tracks
Song > title | Drums | Bass | Vocals | Mix > work:mix | Master > work:master | BPM | Key
Night Bus | X | X | X | X | | 92 | Am
Glass Hours | X | X | | | | 120 | F#m
Paper Moons | X | | | | | 88 | C
Low Tide | X | X | X | | | 101 | Dm

## solo artist's single sheet
== Single plan : deliverables
What > title | Who > owners | By when > due | Done? > state
Record vocals | me | 2026-02-01 | TRUE
Send to mastering | me | 2026-02-10 | FALSE
Upload to DistroKid | me | 2026-02-20 | FALSE
Pitch on Spotify | me | 2026-02-25 | FALSE

## plan without owner
== Rollout : deliverables
Deliverable > title | Category > kind | Due > due | Status > state | Link > file | Notes > notes
Cover artwork | Artwork | 2026-02-01 | 🟢Done | https://d.example/a |
Master | Audio | 2026-02-10 | 🔵 In Progress | | v2 is close
Teaser 1 | Video | 2026-03-01 | ⚪ Planned | |

## handoffs and approvals apart
== Handoffs : handoffs
Item > work | From > senders | To > receivers | Handed over on > sent_at | Received on > acknowledged_at | What was done > done | Next steps > next | File > location
Mix v3 | Mara Lind | Jo Park | 2026-01-20 | 2026-01-21 | vocals up | master it | https://d.example/mix
Cover | Dee Castro | Sam Okafor | 2026-01-24 | | final layers | upload | https://d.example/cover
== Approvals : gates
Deliverable > on | Approver > approvers | Decision > decision | Decided on > decided_at | Requested on > requested_at | Version > version
Final master | Kaya Moon | Approved | 2026-01-26 | 2026-01-22 | v2
Cover artwork | Kaya Moon | Pending | | 2026-01-25 | v4
Launch posts | Sam Okafor | Rejected | 2026-02-01 | 2026-01-30 | v1

## team directory
== Team : people
Name > name | Role > roles | Email > mail | Phone | Active > active
Kaya Moon | Artist | kaya@label.example | 555 | TRUE
Jo Park | Mastering Engineer | jo@label.example | 556 | TRUE
Sam Okafor | Manager | sam@label.example | 557 | FALSE

## splits by writer
== Splits : splits
Song > track | Writer > holder | Split % > share | PRO | Publisher | Signed > agreed | Date signed > agreed_at
Night Bus | Kaya Moon | 50% | BMI | Moon Pub | TRUE | 2026-01-10
Night Bus | Jo Park | 25% | ASCAP | | TRUE | 2026-01-12
Night Bus | Mara Lind | 25% | PRS | | FALSE |

## master ownership sheet
== Master ownership : splits
Track > track | Owner > holder | Ownership % > share | Agreed? > agreed
Night Bus | Night Shift Records | 60 | Yes
Night Bus | Kaya Moon | 40 | Yes
Low Tide | Kaya Moon | 100 | No

## sync pitches
== Sync pitches : pitches
Track > track | Pitched to > to | Pitched by > by | Date sent > sent_at | Deadline > due | Exclusive? > exclusive | Status > state | Fee
Night Bus | Blue Lamp TV | Rae Sol | 2026-02-01 | 2026-02-15 | TRUE | Waiting | 5000
Low Tide | Film Works | Rae Sol | 2026-02-03 | 2026-02-20 | FALSE | Sent | 2500

## track list with codes
== Tracklist : tracks
# | Track Title > title | ISRC > isrc | Duration | Writers | Producers | Mix Status > work:mix | Master Status > work:master
1 | Night Bus | GBAYE2600001 | 3:41 | Kaya Moon | Mara Lind | ✅ Approved | 🟠Not Started Yet
2 | Glass Hours | GBAYE2600002 | 2:58 | Kaya Moon; Jo Park | Mara Lind | 🔵 In Progress | 🟠Not Started Yet
3 | Low Tide | GBAYE2600003 | 4:02 | Kaya Moon | Ed Ray | ✅ Approved | ✅ Done

## release review log
== Retrospectives : reviews
Release > release | Date > on | What worked > worked | What didn't work > failed | What broke > broke
Night Bus | 2026-03-20 | reels did well, the pre-save gained 400 | ads were too late | artwork came in three days late
Low Tide | 2026-06-01 | email list opened at 48 % | no radio | nobody had the stems

## content calendar
== Content Calendar : deliverables
Post > title | Platform | Publish date > scheduled_for | Caption > text | Assignee > owners | Status > state | Asset link > file
Teaser 1 | TikTok | 2026-03-01 | Something is coming on the night bus. Are you on board? | Noor Haddad | Scheduled | https://d.example/t1
Cover reveal | Instagram | 2026-03-04 | Here it is: the cover, painted by Dee over two weekends. | Noor Haddad | Draft | https://d.example/c
Out now | Instagram | 2026-03-06 | Night Bus is out everywhere. | Vic Tran | Draft |

## budget
== Budget :
Item | Vendor | Estimated cost | Actual cost | Paid? | Due date | Owner
Mixing | Mara Lind | 900 | 950 | TRUE | 2026-01-20 | Sam
Mastering | Jo Park | 300 | 300 | FALSE | 2026-01-28 | Sam
Cover | Dee Castro | 450 | | FALSE | 2026-02-03 | Sam

## guest list
== Guest list release party :
Name | Plus one | Email | Invited by | Confirmed
Rae Sol | 1 | rae@x.example | Sam | Yes
Ed Ray | 0 | ed@x.example | Kaya | No
Ana Lima | 2 | ana@x.example | Sam | Yes

## merch
== Merch inventory :
Product | SKU | Size | Stock | Price | Reorder date | Status
Tour tee | TT-01 | M | 34 | 25 | 2026-03-01 | OK
Tour tee | TT-02 | L | 3 | 25 | 2026-03-01 | Low
Vinyl | LP-01 | | 120 | 28 | | OK

## tour
== Tour dates :
Date | City | Venue | Capacity | Guarantee | Status | Promoter
2026-04-01 | Berlin | Lido | 500 | 1200 | Confirmed | Karsten
2026-04-03 | Hamburg | Molotow | 300 | 900 | Hold | Inga

## press list
== Press contacts :
Name | Outlet | Email | Last contacted | Notes
Rae Sol | Loud Mag | rae@loud.example | 2026-01-05 | likes folk
Ed Ray | Pitch Radio | ed@pitch.example | 2025-12-11 |

## catalogue of old songs
== Back catalogue :
Song title | Album | Year | Genre | Streams
Old Road | First Light | 2019 | Folk | 120000
Rust | First Light | 2019 | Folk | 80000

## generic tracker in an agency
== Project tracker : deliverables
Item > title | Client | Person > owners | Timeline end > due | Status > state | Files > file | Dependency > needs
Single cover | Kaya Moon | Dee Castro | 2026-02-03 | Working on it | cover.png |
Teaser cut | Kaya Moon | Vic Tran | 2026-02-20 | Stuck | | Single cover
EPK | Velvet Static | Noor Haddad | 2026-02-27 | Done | epk.pdf |

## role columns at a label
== Campaigns : releases
Release > title | Artist > artist | Street Date > date | A&R > role | Manager > role | Publicist > role | Marketing Lead > role | Territory
Night Bus | Kaya Moon | 2026-03-06 | Ed Ray | Sam Okafor | Rae Sol | Noor Haddad | World
Glass Hours | Velvet Static | 2026-04-17 | Ed Ray | Bo Lind | Rae Sol | Noor Haddad | World
Low Tide | Marea | 2026-05-08 | Ana Lima | Bo Lind | Rae Sol | Pia Holm | EU

## versions
== Mix versions : versions
Version > title | Song > track | Final? > canonical | File link > file | Notes
Night Bus mix v1 | Night Bus | FALSE | https://d.example/1 | too dark
Night Bus mix v2 | Night Bus | FALSE | https://d.example/2 |
Night Bus mix v3 | Night Bus | TRUE | https://d.example/3 | the one

## several dates on one release
== Album campaign : releases
Album > title | Band > artist | Announce date | Pre-order date | Release date > date | Vinyl date | Label
First Light | The Rows | 2026-06-05 | 2026-06-05 | 2026-09-04 | 2026-11-20 | Night Shift
Second Sun | The Rows | 2026-11-06 | 2026-11-06 | 2027-02-05 | 2027-04-16 | Night Shift

## approvals on the task
== Deliverables tracker : deliverables
Deliverable Name > title | Type > kind | Accountable > owners | Approver > approvers | Approved? > decision | Approval date > decided_at | Approved version > approved_version | Version > version | Handed to > receivers | Sent on > sent_at
Final master | Audio | Jo Park | Kaya Moon | Yes | 2026-01-26 | v2 | v2 | Sam Okafor | 2026-01-27
Cover artwork | Artwork | Dee Castro | Kaya Moon | Pending | | | v4 | Sam Okafor |
Teaser | Video | Vic Tran | Kaya Moon | No | 2026-02-01 | | v1 | Noor Haddad |
"""
