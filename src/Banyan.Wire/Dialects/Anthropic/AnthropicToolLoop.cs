using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Signed thoughts in the history: which may go to this issuer, and whether the running tool loop has them.</summary>
internal static class AnthropicToolLoop
{
    /// <summary>The signature in the issuer's own form; null when it is missing, foreign, forged or expired.</summary>
    public static string? OwnSignature(HubSignature? signature, TargetFacts target)
    {
        if (signature is null)
        {
            return null;
        }

        var opened = signature.Issuer is null ? target.Seal?.Open(signature.Value) : signature;
        return opened is not null && string.Equals(opened.Issuer, target.Issuer, StringComparison.Ordinal) ? opened.Value : null;
    }

    /// <summary>
    /// Whether the ask goes on with calls whose turn has no thought this issuer would accept. With a budget set the upstream insists that such a turn
    /// begins with a thinking block, so thinking has to stay off until the loop is over.
    /// </summary>
    public static bool LacksThought(HubAsk ask, TargetFacts target)
    {
        var last = ask.Turns.FindLastIndex(turn => turn.Role == HubRole.Assistant);
        return last >= 0
            && ask.Turns.Skip(last + 1).Any(turn => turn.Role == HubRole.Tool)
            && ask.Turns[last].Parts.Any(part => part is HubCall)
            && !ask.Turns[last].Parts.Any(part => part is HubThought && OwnSignature(part.Signature, target) is not null);
    }
}
