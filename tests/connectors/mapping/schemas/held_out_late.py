"""Schemas written after the mapping was adjusted: they only measure it."""

from __future__ import annotations

HELD_OUT_LATE = """
## management company
== Release tracker : releases
Act > artist | Release name > title | Release type > type | Global release date > date | Announce | Lead manager | Label contact | Status > state
Marea | Salt | EP | 2026-06-19 | 2026-05-01 | Bo Lind | Ana Lima | On track
Kaya Moon | Ember | Single | 2026-07-03 | 2026-06-12 | Sam Okafor | Ed Ray | At risk
== Action log : deliverables
Action item > title | Act | Owner > owners | Due by > due | Progress > state | Blocked by > needs
Chase the mix | Marea | Bo Lind | 2026-04-20 | In progress |
Brief the designer | Marea | Noor Haddad | 2026-04-22 | Not started | Chase the mix

## spanish grid
== Canciones : tracks
Canción > title | Mezcla > work:mix | Máster > work:master | Portada > work:artwork | ISRC > isrc | Tono | Duración
Marea Baja | Hecho | Pendiente | Hecho | ESA012600001 | Am | 3:20
Sal | En curso | Pendiente | Pendiente | ESA012600002 | C | 2:50

## portuguese board
== Tarefas do lançamento : deliverables
Tarefa > title | Lançamento > release | Responsável > owners | Data de entrega > due | Estado > state | Aprovado por > decided_by | Aprovado em > decided_at | Observações > notes
Masterização | Sal | Bruno Reis | 10/04/2026 | Em andamento | | | falta o mix final
Capa | Sal | Ana Lima | 03/04/2026 | Concluído | Lia Souza | 02/04/2026 |

## french split sheet
== Parts : splits
Morceau > track | Auteur | Pourcentage > share | Éditeur | Signé > agreed
Bus de nuit | Kaya Moon | 50% | | oui
Bus de nuit | Jules Petit | 50% | Lune | non

## studio bookings
== Studio bookings :
Date | Studio | Engineer | Hours | Rate | Status
2026-01-10 | Room A | Mara Lind | 8 | 60 | Confirmed
2026-01-12 | Room B | Ed Ray | 4 | 50 | Pending

## invoices
== Invoices :
Invoice # | Client | Amount | Due date | Status | Owner
101 | Night Shift | 900 | 2026-02-01 | Paid | Sam
102 | Lamp TV | 5000 | 2026-03-01 | Open | Rae

## job applications
== Applicants :
Name | Role | Email | Stage | Interview date
Rae Sol | Intern | rae@x.example | Interview | 2026-01-05
Ed Ray | Designer | ed@x.example | Offer | 2026-01-06

## sync catalogue
== Sync catalogue : tracks
Track > title | Release > release | ISRC > isrc | Who may pitch > may_pitch | One-stop? | Mood | BPM
Ember | Ember | GBAYE2600011 | Rae Sol | TRUE | dark | 92
Silt | Silt | GBAYE2600012 | Rae Sol | FALSE | calm | 120

## owner of the rights on a release list
== Masters list : releases
Release title > title | Artist > artist | Street date > date | Owner | Ownership %
Ember | Kaya Moon | 2026-07-03 | Kaya Moon | 60
Silt | Kaya Moon | 2026-09-04 | Night Shift | 50

## year as a date
== Albums : releases
Album > title | Artist > artist | Release Date | UPC > upc
First Light | The Rows | 2019 | 5060186920018
Second Sun | The Rows | 2022 | 5060186920025

## tidy notion
== Content pipeline : deliverables
Name > title | Status:select > state | Person:people > owners | Publish date:date > scheduled_for | Channel:multi-select | Caption > text | Files & media:files
Teaser 1 | Scheduled | Noor | 2026-03-01 | TikTok | The bus leaves at midnight. | a.mp4
Out now | Draft | Vic | 2026-03-06 | Instagram | Night Bus is out. | b.mp4
"""
