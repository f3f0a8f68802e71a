"""The names that teams give to each meaning.

Three grades: `PLAIN` names were met in the field or cannot mean anything else in such a table; `LIKELY` ones are used
that way, but also otherwise; `VAGUE` ones say little without other evidence. Each list is parted by bars.
"""

from __future__ import annotations

from connectors.mapping.meanings import Subject

_PHRASES = tuple[tuple[str, str], ...]

_RELEASE = "release|releases|single|release title|release name|album|ep|project title|veröffentlichung|lanzamiento|lançamento|sortie"
_TRACK = "track|tracks|song|songs|track title|track name|song title|titel|canción|faixa|música|morceau|titre"
_STATE = (
    "status|stage|state|progress|current status|current state|state of work|stand|fortschritt|estado|situação|"
    "situación|statut|état|avancement"
)
_DUE = (
    "due|due date|due on|due by|deadline|target date|by when|bis wann|para cuándo|até quando|date due|needed by|fällig|fällig am|fälligkeit|"
    "fälligkeitsdatum|frist|abgabe|fecha límite|fecha de entrega|plazo|entrega|prazo|data limite|data de entrega|"
    "échéance|date limite|date de rendu"
)
_FILE = (
    "file|files|link|links|file link|asset link|working link|file location|file upload|file url|drive link|dropbox link|"
    "dropbox|google drive|url|attachment|attachments|datei|dateien|archivo|enlace|arquivo|fichier|lien"
)
_APPROVERS = (
    "approver|approvers|sign off by|signs off|who approves|who signs off|reviewer|approval by|approval from|to approve|"
    "freigabe durch|freigeber|genehmigt von wem|aprobador|aprobación de|aprovador|aprovação de|approbateur|validation par"
)
_DECIDED_BY = (
    "approved by|decided by|signed off by|decision by|freigegeben von|aprobado por|aprovado por|validé par|approuvé par"
)
_DECIDED_AT = (
    "approved on|approved at|approval date|date approved|decided on|decided at|decision date|date decided|"
    "signed off on|sign off date|freigegeben am|aprobado el|aprovado em|validé le|approuvé le"
)
_DECISION = "approved|approval status|decision|sign off status|signed off|approval decision|approval|freigabe|freigegeben|aprobado|aprovado|validé"
_REQUESTED = (
    "requested on|requested at|asked on|asked for on|approval requested|approval requested on|sent for approval|"
    "submitted for approval|date requested|angefragt am|solicitado el|solicitado em|demandé le"
)
_SENT = "sent|sent on|sent at|date sent|handed over on|handed off on|handoff date|handoff sent|delivered on|übergeben am|enviado el|enviado em|envoyé le"
_RECEIVED = (
    "received|received on|received at|acknowledged|acknowledged on|acknowledged at|confirmed on|date received|"
    "handoff received|erhalten am|recibido el|recebido em|reçu le"
)
_ELSEWHERE = (
    "notion link|notion url|notion page|notion page link|notion id|notion page id|airtable link|airtable url|"
    "airtable record|airtable record link|airtable record id|airtable id|other tool|link in other tool|same record as|"
    "same as|spreadsheet row|row id in the sheet"
)
_RECEIVED_BY = "received by|acknowledged by|who received|erhalten von|recibido por|recebido por|reçu par"
_DEPTH = "bit depth|bitdepth|bits|word length|audio bit depth|master bit depth|bittiefe|profundidad de bits|profundidade de bits"
_RATE = (
    "sample rate|samplerate|sampling rate|sampling frequency|audio sample rate|master sample rate|abtastrate|"
    "frecuencia de muestreo|taxa de amostragem"
)
_AUDIO = (
    "audio format|audio formats|audio spec|audio specs|audio quality|audio file format|audio file type|master format|"
    "master spec|master specs|master file format|wav format|wav spec|wav specs|bit depth sample rate|bit depth and sample rate|"
    "bit depth & sample rate|audioformat|formato de audio|formato de áudio|format audio"
)
_SAYING_AUDIO = (
    "format|file format|file type|file spec|file specs|spec|specs|quality|audio|resolution|wav|delivery format"
)
"""Names that are of audio only where the values say so."""
_PIXELS = "pixel size|image size|size in pixels|pixels|artwork size|pixel dimensions|bildgröße"
_COVER = (
    "cover size|cover art size|artwork dimensions|cover dimensions|cover art dimensions|artwork resolution|cover resolution|"
    "cover art resolution|artwork pixels|cover pixels|artwork spec|artwork specs|cover spec|cover specs|cover art spec|"
    "cover art specs|artwork px|cover px|covergröße|tamaño de portada|tamaño de la portada|tamanho da capa|taille de la pochette"
)
_SAYING_PIXELS = "size|resolution|dimensions|dimensiones|dimensões|artwork format|cover format"
"""Names that are of an image only where the values say so."""
_COLOURS = (
    "colour|color|farbe|colour space|color space|colour mode|color mode|colour profile|color profile|artwork colour|artwork color|"
    "cover colour|cover color|artwork colour space|artwork color space|artwork colour mode|artwork color mode|cover colour space|"
    "cover color space|cover colour mode|cover color mode|farbraum|espacio de color|espaço de cor"
)

PLAIN: dict[Subject, _PHRASES] = {
    Subject.RELEASES: (
        ("title", f"{_RELEASE}|title|name|album title|single title|display title|project|titel|título|titre"),
        ("artist", "artist|artists|artist name|main artist|primary artist|band|act|künstler|interpret|artista|artiste"),
        (
            "date",
            "release date|release date digital|digital release date|digital release|street date|release day|drop date|"
            "global release date|out on|veröffentlichungsdatum|vö datum|vö|erscheinungsdatum|veröffentlichung am|release am|"
            "fecha de lanzamiento|fecha de salida|data de lançamento|date de sortie",
        ),
        ("type", "release type|type|typ|tipo|tipo de lanzamiento|tipo de lançamento"),
        ("state", f"{_STATE}|release status|release state"),
        ("brief", "brief|release brief|creative brief|campaign brief|one paragraph brief"),
        ("goal", "goal|release goal|campaign goal|objective|ziel|objetivo|objectif"),
        ("message", "core message|key message|message|kernbotschaft|mensaje|mensagem"),
        ("locked_at", "plan locked on|plan locked|plan locked at|locked on|locked at|lock date|date locked|timeline locked"),
        ("folder", "release folder|folder|drive folder|asset folder|dropbox folder|google drive folder|ordner|carpeta|pasta|dossier"),
        ("distributor", "distributor|distribution|distributed by|vertrieb|distribuidora|distribuidor|distributeur"),
        ("template", "template|release template|checklist template|vorlage|plantilla|modelo|modèle"),
        ("upc", "upc|ean|upc ean|ean upc|barcode|gtin|upc code|ean code|upc barcode"),
        ("capture", "pre save link|presave link|pre save|presave|pre save url|smart link|smartlink|sign up link|signup link|sign up form|landing page|fan link"),
        ("welcome", "welcome sequence|welcome email|welcome mail|welcome flow|welcome series"),
        ("dimensions", f"{_PIXELS}|{_COVER}"),
        ("colour", _COLOURS),
        ("bit_depth", _DEPTH),
        ("sample_rate", _RATE),
        ("audio_format", _AUDIO),
        ("elsewhere", _ELSEWHERE),
        ("owners", "release owner|release lead|owner|campaign owner|responsible|verantwortlich|responsable|responsável"),
        ("date_approver", "date confirmed by|release date confirmed by|date approver|date approved by|who confirms the date"),
        ("date_decision", "date confirmed|release date confirmed|date approved|date locked in|date approval"),
        ("date_decided_at", "date confirmed on|date confirmed at|release date confirmed on|date approved on"),
        ("final_go_approver", "final go by|final go from|final go approver|who gives the final go|go given by"),
        ("final_go_decision", "final go|final go given|go no go|launch approved|launch go"),
        ("final_go_decided_at", "final go on|final go at|final go given on|go given on"),
    ),
    Subject.DELIVERABLES: (
        (
            "title",
            "deliverable|deliverables|deliverable name|task|tasks|task name|task title|item|action item|to do|todo|title|"
            "name|asset|asset name|step|milestone|what|was|qué|o que|quoi|aufgabe|lieferung|entregable|tarea|entrega|tarefa|livrable|tâche|"
            "título|titre|output|activity|checklist item",
        ),
        ("release", _RELEASE),
        ("kind", "category|kind|deliverable type|task type|asset type|kategorie|categoría|categoria|catégorie"),
        (
            "owners",
            "owner|owners|assignee|assignees|assigned|assigned to|accountable|dri|responsible|responsible person|task owner|"
            "person responsible|who|wer|quién|quem|qui|zuständig|verantwortlich|verantwortliche|responsable|encargado|encargada|responsável|"
            "asignado a|atribuído a|assigné a|assigné",
        ),
        ("state", f"{_STATE}|done|completed|complete|delivery status|erledigt|fertig|hecho|feito|fait|terminé"),
        ("due", _DUE),
        (
            "done_at",
            "done on|done at|done date|completed on|completed at|completion date|date completed|finished on|finish date|"
            "delivered on|erledigt am|completado el|terminado el|concluído em|terminé le",
        ),
        (
            "scheduled_for",
            "publish date|publish on|publish at|post date|posting date|go live date|goes live|live date|scheduled for|"
            "scheduled date|publishing date|goes out on|veröffentlichen am|fecha de publicación|data de publicação|"
            "date de publication",
        ),
        (
            "needs",
            "depends on|dependency|dependencies|blocked by|waiting on|waiting for|needs|prerequisite|prerequisites|"
            "predecessor|predecessors|depends|abhängig von|abhängigkeit|depende de|dependencia|dépend de|dépendance",
        ),
        ("parent", "parent|parent task|parent item|part of|parent deliverable|übergeordnete aufgabe|tarea principal"),
        ("phase", "phase|campaign phase|promo phase|phases|fase"),
        ("file", _FILE),
        ("dimensions", f"{_PIXELS}|{_COVER}|dimensions|dimensiones|dimensões"),
        ("colour", _COLOURS),
        ("bit_depth", _DEPTH),
        ("sample_rate", _RATE),
        ("audio_format", _AUDIO),
        ("version", "version|current version|mix version|version no|version #|file version|versión|versão"),
        ("text", "caption|captions|copy|post text|post copy|text or caption|caption text|bildunterschrift|legenda|légende"),
        ("elsewhere", _ELSEWHERE),
        ("notes", "notes|note|comments|comment|remarks|notizen|anmerkungen|bemerkungen|kommentar|notas|observaciones|observações|remarques|commentaires"),
        ("track", "track|track title|track name|song title"),
        ("gate", "approval gate|gate|approval gates|approval needed|approval required|freigabeschritt"),
        ("approvers", _APPROVERS),
        ("decision", _DECISION),
        ("decided_by", _DECIDED_BY),
        ("decided_at", _DECIDED_AT),
        ("requested_at", _REQUESTED),
        ("approved_version", "approved version|version approved|signed off version|freigegebene version"),
        ("receivers", "handed to|hand off to|handoff to|hand over to|handed over to|receiver|recipient|goes to|next owner|übergabe an"),
        ("sent_at", _SENT),
        ("acknowledged_at", _RECEIVED),
        ("acknowledged_by", _RECEIVED_BY),
        ("context_done", "what was done|handoff what was done|done so far|what is done"),
        ("context_next", "what is expected next|next step|next steps|expected next|what's next|what happens next"),
    ),
    Subject.HANDOFFS: (
        ("title", "handoff|hand off|handover|title|name|übergabe"),
        ("release", _RELEASE),
        ("work", "deliverable|item|what|from deliverable|handed over|asset|work|from task|task|output|what is handed over"),
        ("to_work", "to deliverable|to task|for deliverable|next deliverable|needed for|unblocks|for task|next task"),
        ("senders", "sender|from|sent by|handed over by|handed off by|from person|giver|absender|von|remitente|remetente|expéditeur"),
        ("receivers", "receiver|recipient|to|sent to|handed to|to person|handed over to|empfänger|an|destinatario|destinatário|destinataire"),
        ("sent_at", _SENT),
        ("acknowledged_at", _RECEIVED),
        ("acknowledged_by", _RECEIVED_BY),
        ("state", f"{_STATE}|handoff status"),
        ("done", "what was done|done|what's done|what is done|work done|was wurde gemacht|qué se hizo|o que foi feito"),
        ("next", "what is expected next|next|next step|next steps|expected next|what's next|what happens next|was folgt|qué sigue|próximos passos"),
        ("location", f"{_FILE}|location|where|where is it|where the file lives|path|ablageort|ubicación|emplacement"),
        ("due", _DUE),
    ),
    Subject.GATES: (
        ("title", "gate|approval gate|approval|title|name|freigabe|checkpoint"),
        ("release", _RELEASE),
        ("on", "deliverable|item|task|asset|on|what|for|approval of|gate for|holds up|what it holds up|entregable|livrable"),
        ("kind", "kind|type|kind of decision|gate type|approval type|category"),
        ("approvers", f"{_APPROVERS}|who decides"),
        ("decision", f"{_DECISION}|outcome|verdict|result|entscheidung|decisión|decisão|décision"),
        ("decided_by", _DECIDED_BY),
        ("decided_at", _DECIDED_AT),
        ("requested_at", f"{_REQUESTED}|requested|asked"),
        ("version", "version|version decided on|approved version|version approved|version reviewed"),
        ("all_must", "all must approve|all must agree|must all approve|unanimous|everyone must approve"),
        ("due", _DUE),
    ),
    Subject.PEOPLE: (
        ("name", "name|full name|person|member|team member|display name|nombre|nome|nom"),
        ("mail", "mail|email|e mail|email address|mail address|e mail address|e mail adresse|correo|correo electrónico|courriel"),
        ("roles", "role|roles|job|job title|position|function|rolle|funktion|rol|papel|função|rôle|fonction"),
        ("active", "active|still active|still with us|aktiv|activo|ativo|actif"),
        ("aliases", "also known as|aka|alias|aliases|nickname|nicknames|other names|stage name|goes by|spitzname|apodo|apelido|surnom"),
        ("release", _RELEASE),
    ),
    Subject.TRACKS: (
        ("title", f"{_TRACK}|title|name|beat|working title|título|song name"),
        ("release", _RELEASE),
        ("elsewhere", _ELSEWHERE),
        ("isrc", "isrc|isrc code|track code|isrc number"),
        ("credits", "credits|writers and producers|writer and producer credits|credited"),
        ("stems_holder", "stems holder|stems held by|who has the stems|stems with|has stems"),
        ("may_pitch", "may pitch|who may pitch|allowed to pitch|cleared to pitch|can pitch"),
        ("pitch_from", "pitch from|pitch window from|pitch window start|pitch window opens"),
        ("pitch_until", "pitch until|pitch window until|pitch window end|pitch window closes"),
        ("iswc", "iswc|iswc code|iswc number|work code"),
        ("cover", "cover of|cover song|cover song of|is a cover|is cover|original song|cover version of"),
        ("samples", "samples|sample|contains sample|contains samples|contains a sample|samples used|sample of|sampled work|sampled song"),
        ("interpolates", "interpolates|interpolation|interpolations|interpolation of|contains interpolation|interpolated work|interpolated song"),
        ("licence", "mechanical licence|mechanical license|mechanicals|mechanical licensed|cover licence|cover license|cover licensed|licensed by all publishers"),
        ("master_cleared", "master cleared|sample master cleared|master clearance|master use cleared|master use licence|master use license|recording cleared"),
        ("publishing_cleared", "publishing cleared|publishing clearance|sample publishing cleared|publishers cleared|publisher clearance|composition cleared"),
        ("dimensions", f"{_PIXELS}|{_COVER}"),
        ("colour", _COLOURS),
        ("bit_depth", _DEPTH),
        ("sample_rate", _RATE),
        ("audio_format", _AUDIO),
    ),
    Subject.VERSIONS: (
        ("title", "version|version name|version title|version type|mix version|title|name|file name|versión|versão"),
        ("release", _RELEASE),
        ("track", _TRACK),
        ("canonical", "canonical|final|is final|the final one|final version|current|approved master|definitive"),
        ("file", _FILE),
        ("bit_depth", _DEPTH),
        ("sample_rate", _RATE),
        ("audio_format", _AUDIO),
        ("state", _STATE),
    ),
    Subject.SPLITS: (
        ("title", "split|split sheet|title"),
        ("release", _RELEASE),
        ("track", _TRACK),
        ("pie", "pie|side|right|rights|composition or master|share of|rights type|split type"),
        (
            "holder",
            "holder|share holder|shareholder|rights holder|contributor|contributor name|writer|writer name|owner|party|"
            "name|payee|collaborator|songwriter|urheber|rechteinhaber|titular|ayant droit",
        ),
        (
            "share",
            "share|share %|% share|split|split %|% split|ownership|ownership %|% ownership|split percentage|percentage|percent|%|"
            "anteil|anteil %|porcentaje|porcentagem|part|pourcentage",
        ),
        ("agreed", "agreed|signed|accepted|confirmed|signature|agreed and signed|unterschrieben|firmado|assinado|signé"),
        ("agreed_at", "agreed on|agreed at|signed on|signed at|date signed|date agreed|signature date|unterschrieben am|firmado el|assinado em|signé le"),
        ("role", "role|rolle|rol|função|rôle"),
        ("ipi", "ipi|ipi number|ipi name number|ip name number|ipi no|ipi cae|cae ipi|cae|cae number|ipi nummer"),
    ),
    Subject.PITCHES: (
        ("title", "pitch|pitch title|pitch name|title|name"),
        ("release", _RELEASE),
        ("track", _TRACK),
        ("by", "pitched by|by|pitcher|sent by|submitted by|owner|assignee|assigned to|responsible"),
        ("to", "to|pitched to|sent to|recipient|platform|dsp|outlet|supervisor|music supervisor|target|store|playlist|submitted to"),
        ("sent_at", "sent|sent on|sent at|date sent|pitched on|pitch date|date pitched|submitted on|submission date|date submitted"),
        ("due", f"{_DUE}|pitch deadline|pitching deadline"),
        ("version", "version|version pitched|pitched version"),
        ("exclusive", "exclusive|exclusivity|is exclusive|exklusiv|exclusivo|exclusif"),
        ("from_day", "from|window from|valid from|hold from|exclusive from|start|start date"),
        ("until_day", "until|window until|valid until|hold until|exclusive until|end|end date"),
        ("contacts", "contacts|contact|contact person|contact details|kontakt|contacto|contato"),
        ("splits", "splits|split info|splits attached"),
        ("clearance", "clearance|clearances|cleared|one stop|rights cleared"),
        ("state", f"{_STATE}|pitch status|outcome|result"),
    ),
    Subject.REVIEWS: (
        ("title", "review|review title|retro|retrospective|title|name|month|meeting"),
        ("release", _RELEASE),
        ("on", "date|review date|held on|reviewed on|review on|on|datum|fecha|data"),
        ("state", f"{_STATE}|done|review status"),
        ("worked", "what worked|worked|what went well|went well|wins|was lief gut|qué funcionó|o que funcionou|ce qui a marché"),
        ("failed", "what failed|failed|what didn't work|didn't work|what did not work|what went wrong|was lief schlecht|qué falló|o que falhou"),
        ("broke", "what broke|broke|what broke down|broken process|was ging kaputt|qué se rompió|o que quebrou"),
    ),
}  # fmt: skip

LIKELY: dict[Subject, _PHRASES] = {
    Subject.RELEASES: (
        ("title", "song|song title|track|track title|campaign|product|work"),
        ("date", "out|date|drop|go live|live date|datum|fecha|data|release on|launch date|launch"),
        ("type", "format|formato|product type|category"),
        ("owners", "lead|project lead|assignee|assigned to|person responsible"),
        ("folder", "drive|dropbox|google drive|assets link|asset link|folder link"),
        ("brief", "concept|story|campaign idea"),
        ("state", "phase|release stage|phase status"),
        ("dimensions", _SAYING_PIXELS),
        ("audio_format", _SAYING_AUDIO),
    ),
    Subject.DELIVERABLES: (
        ("title", "text|description|event|post|content|content piece|piece|artwork|video|aufgaben|subject|line item|work"),
        ("release", "project|campaign|single|projekt|proyecto|projeto|projet|song"),
        ("kind", "type|typ|tipo|type of content|content type|format"),
        ("owners", "lead|person|assign|point person|in charge|doer|by|bearbeiter"),
        ("state", "phase status|checked|finished|ready|fortschritt %|delivered"),
        ("due", "by|until|bis|finish by|timeline end|end date|end|datum fällig"),
        ("done_at", "finished|delivered"),
        ("needs", "requires|after|blocker|blockers|needed first"),
        ("phase", "campaign stage|timeline phase"),
        ("file", "asset|location|path|google doc|folder|doc|deliverable link|final file|file path"),
        ("track", "song|titel"),
        ("approvers", "approval|sign off|approves|freigabe|approved by whom"),
        ("decision", "sign off|ok|okay"),
        ("gate", "sign off|approval"),
        ("receivers", "next person|for whom|handoff"),
        ("dimensions", _SAYING_PIXELS),
        ("audio_format", _SAYING_AUDIO),
    ),
    Subject.HANDOFFS: (
        ("work", "title|file name"),
        ("done", "context|notes|summary"),
        ("due", "date"),
    ),
    Subject.GATES: (
        ("on", "work|file|gate"),
        ("approvers", "who|reviewed by"),
        ("decision", "status|state|answer|go"),
        ("decided_at", "date|when|reviewed on"),
    ),
    Subject.PEOPLE: (
        ("name", "artist|who|contact|team"),
        ("roles", "title|department|what they do|responsibility"),
        ("active", "status"),
    ),
    Subject.TRACKS: (
        ("title", "tune|recording|demo"),
        ("release", "project"),
        ("credits", "writers|producers|writer|producer|songwriters|composers|composer"),
        ("stems_holder", "stems"),
        ("audio_format", _SAYING_AUDIO),
    ),
    Subject.VERSIONS: (
        ("title", "mix|file|variant|version #"),
        ("canonical", "approved|master|use this"),
        ("release", "project"),
        ("audio_format", _SAYING_AUDIO),
    ),
    Subject.SPLITS: (
        ("holder", "artist|producer|person|who|legal name"),
        ("share", "writer split|master share split|master split|master %|publishing split|writer share"),
        ("pie", "type"),
        ("agreed", "status|approved"),
    ),
    Subject.PITCHES: (
        ("by", "who|from|contact at label"),
        ("to", "company|client|show|project|editor|curator|agency"),
        ("sent_at", "date"),
        ("clearance", "rights"),
    ),
    Subject.REVIEWS: (
        ("worked", "good|keep|highlights"),
        ("failed", "bad|stop|lowlights|what didn't"),
        ("broke", "problems|issues|breakdowns"),
    ),
}  # fmt: skip

VAGUE: dict[Subject, _PHRASES] = {
    Subject.RELEASES: (("folder", "link|links|url"), ("owners", "team|who|manager"), ("state", "released|live")),
    Subject.DELIVERABLES: (
        ("due", "date|when|datum|fecha|data|day"),
        ("scheduled_for", "date|when|go live|day"),
        ("done_at", "date done|date finished"),
        ("owners", "team|member|resource"),
        ("needs", "blocking"),
        ("title", "song title"),
    ),
    Subject.TRACKS: (("isrc", "isrc upc|code"), ("may_pitch", "pitch")),
    Subject.PITCHES: (("to", "contact"),),
    Subject.GATES: (("due", "date"), ("approvers", "owner|person|assignee")),
    Subject.SPLITS: (("title", "name"),),
}
