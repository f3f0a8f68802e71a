"""Schemas at the edge of a release plan, and typed the way people really type; the mapping was adjusted to them."""

from __future__ import annotations

EDGES = """
## everything in one sheet
== Sheet1 : deliverables
RELEASE > release | TO DO > title | WHO? > owners | WHEN > due | DONE > state
Night Bus | final mix | jo | 2026-01-20 | x
Night Bus | master | pia | 2026-01-27 |
Night Bus | cover | dee | 2026-02-01 | x
Low Tide | mix | jo | 2026-03-01 |

## artist with emoji headings
== 🎶 Songs : tracks
🎵 Song > title | 🎚 Mix > work:mix | 💿 Master > work:master | 🎨 Artwork > work:artwork | 🎬 Video > work:video | ✍️ Lyrics
Ember | ✅ | ✅ | 🟡 in progress | ❌ not started | https://d.example/l
Silt | ✅ | 🟡 in progress | ❌ not started | ❌ not started |
Ash | 🟡 in progress | ❌ not started | ❌ not started | ❌ not started |

## agency board
== Board : deliverables
Item > title | Owner:people > owners | Status:select > state | Due date:date > due | Timeline | Last updated:date | Created by:people | Budget:number
Teaser edit | Vic | Working on it | 2026-02-20 | | 2026-01-02 | Sam | 300
Press shots | Dee | Stuck | 2026-02-10 | | 2026-01-03 | Sam | 800
Cover design | Dee | Done | 2026-02-01 | | 2026-01-04 | Sam | 450

## vinyl production
== Physical tracker :
Catalogue Number | Format | Plant | Units | Test pressing | Ship date | Cost
NSR012 | LP | Plant A | 300 | approved | 2026-09-01 | 2100
NSR013 | 7 inch | Plant B | 200 | pending | 2026-10-01 | 900

## finance of releases
== Release P&L :
Release | Artist | Income | Costs | Profit | Recouped?
Night Bus | Kaya Moon | 4000 | 2500 | 1500 | TRUE
Low Tide | Marea | 300 | 2500 | -2200 | FALSE

## old discography
== Discography : releases
Album > title | Artist > artist | Year | Label | Format | Streams
First Light | The Rows | 2019 | Night Shift | LP | 120000
Second Sun | The Rows | 2022 | Night Shift | LP | 90000

## shoot call sheet
== Call sheet :
Name | Role | Call time | Phone | Dietary
Ana Lima | Camera | 08:00 | 555 | vegan
Bo Lind | Gaffer | 09:00 | 556 |
Rae Sol | Make-up | 08:30 | 557 |

## ads
== Ad campaigns :
Campaign | Platform | Budget | Start | End | Status | CPC
Night Bus presave | Meta | 300 | 2026-02-20 | 2026-03-06 | Active | 0.4
Night Bus out | TikTok | 200 | 2026-03-06 | 2026-03-20 | Draft | 0.3

## meeting notes
== Meeting notes :
Meeting | Date | Attendees | Notes | Action points
Monday ops | 2026-01-05 | Sam, Noor, Jo | talked about the cover and the ads, agreed on a date | Sam calls Jo
Monday ops | 2026-01-12 | Sam, Noor | moved the upload | Noor writes caption

## label with its own words
== Product schedule : releases
Product > title | Artist > artist | Format > type | Street date > date | Barcode > upc | Selection # | PM > role | Digital live
Night Bus | Kaya Moon | Single | 2026-03-06 | 5060186920018 | A1 | Sam Okafor | 2026-03-06
First Light | The Rows | Album | 2026-09-04 | 5060186920025 | A2 | Noor Haddad | 2026-09-04

## approval round
== Sign-offs : gates
What > on | Who signs off > approvers | Signed off? > decision | When > decided_at | Asked on > requested_at
Master v2 | Kaya Moon | Yes | 2026-01-26 | 2026-01-22
Cover v4 | Kaya Moon | Not yet | | 2026-01-25

## german to-do list
== To-Do : deliverables
Was > title | Wer > owners | Bis wann > due | Erledigt? > state | Kommentar > notes
Mix abnehmen | Kaya | 20.01.2026 | ja | Bass zu laut
Cover briefen | Lena | 23.01.2026 | nein |
Upload | Jonas | 30.01.2026 | nein |

## writers' shares without a title
== Tabelle1 : splits
Titel > track | Urheber > holder | Anteil % > share | Verlag | Unterschrieben > agreed
Nachtbus | Kaya Moon | 50 | Moon Verlag | ja
Nachtbus | Jo Park | 50 | | nein

## contacts of the team
== Contacts : people
Name > name | Role > roles | Email > mail | City
Kaya Moon | Artist | kaya@x.example | Leeds
Jo Park | Mastering Engineer | jo@x.example | Berlin

## dates in words
== Campaign timeline : deliverables
Milestone > title | Date > due/scheduled_for | Owner > owners | Notes > notes
Announcement | 5 June 2026 | Noor Haddad | with the single
Pre-order opens | 12 June 2026 | Sam Okafor |
Out | 4 Sept 2026 | Sam Okafor |

## base of an artist with linked songs
== Songs : tracks
Name > title | Single:relation(Singles) > release | ISRC > isrc | Writers > credits | Stems with > stems_holder | Bpm:number
Ember | r1 | GBAYE2600011 | Kaya Moon; Jo Park | Mara Lind | 92
Silt | r2 | GBAYE2600012 | Kaya Moon | Ed Ray | 120
== Singles : releases
Name > title | Out on:date > date | Cover:files | Songs:relation(Songs)
Ember | 2026-03-06 | ember.png | s1
Silt | 2026-05-08 | silt.png | s2

## handover log
== Handovers : handoffs
From > senders | To > receivers | What > work | Sent > sent_at | Received > acknowledged_at | Link > location | Notes > done
Mara Lind | Jo Park | Mix v3 | 2026-01-20 | 2026-01-21 | https://d.example/m | vocals are up
Dee Castro | Sam Okafor | Cover v4 | 2026-01-24 | | https://d.example/c | final layers

## what stores want, on the release list
== Releases : releases
Release > title | Artist > artist | Street date > date | UPC > upc | Cover art size > dimensions | Artwork colour space > colour | Bit depth / sample rate > audio_format | Notes
Ember | Kaya Moon | 2026-07-03 | 5060186920018 | 3000 × 3000 px | RGB | 24-bit / 48 kHz |
Silt | Kaya Moon | 2026-09-04 | 5060186920025 | 3000x3000 | CMYK | WAV 24bit 44.1k | redo the cover

## single words over what stores want
== Release list : releases
Single > title | Artist > artist | Out on > date | Format > audio_format | Size > dimensions | Colour > colour | Type > type
Ember | Kaya Moon | 2026-07-03 | WAV 24/48 | 3000x3000 | RGB | Single
Silt | Kaya Moon | 2026-09-04 | WAV 24/96 | 1400x1400 | RGB | EP

## single words over other things
== Release schedule : releases
Single > title | Artist > artist | Out on > date | Format > type | Size | Colour | Quality
Ember | Kaya Moon | 2026-07-03 | Single | M | Red | high
Silt | Kaya Moon | 2026-09-04 | EP | XL | Blue | low

## masters of an album
== Tracklist : tracks
Track > title | ISRC > isrc | Sample rate > sample_rate | Bit depth > bit_depth | File type > audio_format | BPM
Ember | GBAYE2600011 | 44.1 kHz | 24 | WAV | 92
Silt | GBAYE2600012 | 48 kHz | 16 | WAV | 120

## songs with covers of their own
== Songs : tracks
Song > title | Mix Status > work:mix | Artwork Status > work:artwork | Artwork size > dimensions | Color mode > colour | Audio specs > audio_format
Ember | Done | In Progress | 3000 x 3000 px | RGB | 24/48
Silt | In Progress | Not Started | 1500x1500 | RGB | 24/44.1
"""
