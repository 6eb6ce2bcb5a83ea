using System.Security.Cryptography;
using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Checking.Guards;

/// <summary>Whether a step needs a yes, and what exactly the yes is good for.</summary>
internal static class ConfirmationRule
{
    /// <summary>Whether a yes is needed.</summary>
    public static bool IsNeeded(Intent intent, BoundArguments arguments, RunScope scope) => intent.Effect switch
    {
        Effect.Write when scope.IsDirect => true,
        Effect.Read => intent.Confirm == "always",
        Effect.Destructive => true,
        Effect.Write => !(intent.Confirm == "never" && IsTrusted(intent) && arguments.Provenance.Values.All(one => one == Provenance.User || one == Provenance.CallerBound)),
    };

    /// <summary>Hash of whose run it is, the step, its arguments, its definition and what its condition looked at: if any of it changes, another yes is needed.</summary>
    public static string Hash(PlanStep step, Intent intent, BoundArguments arguments, RunScope scope, IReadOnlyDictionary<string, string> evidence)
    {
        var slice = JsonObjects.Made(writer =>
        {
            writer.WriteStartArray();
            foreach (var word in new[] { scope.Subject.Tenant, scope.Subject.Id, scope.ConversationId, scope.RunId, step.Id, step.Intent, intent.Hash, step.When?.Text ?? "", step.When?.Expr ?? "" })
            {
                writer.WriteStringValue(word);
            }

            WriteCanonical(writer, arguments.Value);
            foreach (var (name, source) in arguments.Provenance.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                writer.WriteStringValue(name);
                writer.WriteStringValue(source.Word);
            }

            foreach (var (path, value) in evidence.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                writer.WriteStringValue(path);
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        });
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(slice.GetRawText())));
    }

    private static bool IsTrusted(Intent intent) =>
        new[] { intent.Modern, intent.Legacy }.OfType<IntentOperation>().All(operation => operation.Backend.IsTrusted) && (intent.Modern ?? intent.Legacy) is not null;

    private static void WriteCanonical(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    WriteCanonical(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                {
                    WriteCanonical(writer, element);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
