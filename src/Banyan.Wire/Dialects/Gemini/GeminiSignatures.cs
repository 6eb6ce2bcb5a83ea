using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Thought signatures on their way in and out (docs/wire/gemini.md).</summary>
internal static class GeminiSignatures
{
    /// <summary>Stands before the carrier of reasoning that is only there encrypted. Valid base64, as the slot demands.</summary>
    public const string RedactedMark = "QllOUkVE";

    /// <summary>Tells Gemini 3 that a call in the history has no signature of its own because another model made it. Source: <c>docs/wire/gemini.md</c>.</summary>
    public const string Skip = "skip_thought_signature_validator";

    /// <summary>What may stand in <c>thoughtSignature</c> for the target; null when the signature is not the target's own.</summary>
    public static string? ForTarget(HubSignature? signature, TargetFacts target)
    {
        if (signature is null)
        {
            return null;
        }

        var known = signature.Issuer is null ? target.Seal?.Open(signature.Value) : signature;
        return known is not null && string.Equals(known.Issuer, target.Issuer, StringComparison.Ordinal) ? known.Value : null;
    }

    /// <summary>The signature of a call: the one on it, else the one remembered for its id (S3).</summary>
    public static string? ForTarget(HubCall call, TargetFacts target) =>
        ForTarget(call.Signature, target) ?? (call.Id is { } id ? ForTarget(target.Seal?.Recall(id), target) : null);

    /// <summary>What a caller gets in <c>thoughtSignature</c>: a sealed carrier (S2); null when nothing can be sealed.</summary>
    public static string? ForCaller(HubSignature? signature, bool isRedacted, AnswerFacts facts)
    {
        var carrier = signature is null ? null : facts.Seal?.Seal(signature);
        return carrier is not null && isRedacted ? RedactedMark + carrier : carrier;
    }
}
