namespace Banyan.Gateway.Completions;

/// <summary>An idempotency key of a caller.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Service">The calling application; keys of two never meet.</param>
/// <param name="Hash">Hash of the key: it is the caller's secret to choose, not ours to keep.</param>
/// <param name="Body">Hash of what is asked under it.</param>
public sealed record CompletionKey(string Tenant, string Service, string Hash, string Body);
