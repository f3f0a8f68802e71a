output "image" {
  description = "Where the image is to be pushed before a task can run."
  value       = "${aws_ecr_repository.images.repository_url}:${var.release}"
}

output "secrets" {
  description = "The secrets that wait for what they hold."
  value       = sort([for each in aws_secretsmanager_secret.held : each.name])
}

output "logs" {
  description = "The log group of the runs."
  value       = aws_cloudwatch_log_group.runs.name
}
