locals {
  # Settings hold no secret; here they come the same way because a task can be handed them from there.
  held = setunion(var.secrets, ["STREETDATE_SETTINGS"])
}

# What they hold is put there by hand (README.md), so that it stands neither in these files nor in Terraform's state.
resource "aws_secretsmanager_secret" "held" {
  for_each    = local.held
  name        = "${var.name}/${each.value}"
  description = "Streetdate: the variable ${each.value} of a run."
}
