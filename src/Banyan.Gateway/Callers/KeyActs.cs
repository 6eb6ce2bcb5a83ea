using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers;

/// <summary>What is written down of changes to keys, in the transaction of the change.</summary>
internal static class KeyActs
{
    /// <summary>An act on a key.</summary>
    /// <param name="by">Who did it.</param>
    /// <param name="now">When.</param>
    /// <param name="action">What, as <c>revokeApiKey</c>.</param>
    /// <param name="publicId">Which key.</param>
    /// <param name="detail">What else; never a secret. Null for nothing.</param>
    public static AuditAct Of(Caller by, DateTimeOffset now, string action, string publicId, object? detail = null) => new()
    {
        Id = Guid.CreateVersion7(now),
        At = now,
        Tenant = by.Tenant,
        Actor = $"key:{by.KeyId}",
        Action = action,
        Target = $"key:{publicId}",
        Detail = detail is null ? null : JsonSerializer.Serialize(detail),
    };
}
