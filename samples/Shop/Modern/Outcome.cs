namespace Shop.Modern;

/// <summary>What a write came to.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The answer; a problem when the status is no success.</param>
/// <param name="Effect">What was changed, for the ledger; null when nothing was.</param>
public sealed record Outcome(int Status, object Body, string? Effect = null)
{
    public static Outcome Done(object body, string effect) => new(200, body, effect);

    /// <summary>A refusal in the form of RFC 9457.</summary>
    public static Outcome Refused(int status, string code, string detail) =>
        new(status, new { type = "about:blank", title = code.Replace('_', ' '), status, code, detail });
}
