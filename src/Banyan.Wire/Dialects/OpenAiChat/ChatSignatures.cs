using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reasoning signatures on their way in and out (docs/wire/openai-chat.md).</summary>
internal static class ChatSignatures
{
    /// <summary>What may go to the target; null when the signature is not the target's own.</summary>
    public static string? ForTarget(HubSignature? signature, TargetFacts target)
    {
        var known = signature is { Issuer: null } ? target.Seal?.Open(signature.Value) : signature;
        return known is not null && known.Issuer == target.Issuer ? known.Value : null;
    }

    /// <summary>The signature on a call, else the one remembered for its id (S3).</summary>
    public static string? ForTarget(HubCall call, TargetFacts target) =>
        ForTarget(call.Signature, target) ?? (call.Id is { } id ? ForTarget(target.Seal?.Recall(id), target) : null);

    /// <summary>Writes a call's signature where Google's compatible route has it.</summary>
    public static void WriteExtra(Utf8JsonWriter writer, string signature)
    {
        writer.WriteStartObject("extra_content"u8);
        writer.WriteStartObject("google"u8);
        writer.WriteString("thought_signature"u8, signature);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Writes one entry of <c>reasoning_details</c>.</summary>
    public static void WriteDetail(Utf8JsonWriter writer, JsonText text, string signature, bool isRedacted)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, isRedacted ? "reasoning.encrypted"u8 : "reasoning.text"u8);
        if (!isRedacted && !text.IsEmpty)
        {
            writer.Member("text"u8, text);
        }

        writer.WriteString(isRedacted ? "data"u8 : "signature"u8, signature);
        writer.WriteEndObject();
    }
}
