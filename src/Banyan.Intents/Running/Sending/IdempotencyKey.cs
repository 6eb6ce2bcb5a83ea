using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Sending;

/// <summary>Keys of writes: the same step of the same message with the same arguments has the same key on every node, and no other has.</summary>
internal static class IdempotencyKey
{
    /// <summary>The key of a step.</summary>
    public static string Of(RunScope scope, string stepId, string intent, JsonElement arguments) => Hash(
        scope.Subject.Tenant, scope.Subject.Id, scope.ConversationId, scope.ClientMessageId, stepId, intent, CanonicalJson.Text(arguments));

    /// <summary>Hash of arguments alone.</summary>
    public static string Of(JsonElement arguments) => Hash(CanonicalJson.Text(arguments));

    /// <summary>Every part is preceded by its length, so that parts can't run into each other.</summary>
    private static string Hash(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part.Length).Append(':').Append(part);
        }

        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
