using Banyan.Gateway.Spine;

namespace Banyan.Intents.Spine;

/// <summary>The verified person for whom intents run. Never made from words of a message, but for an e-mail typed under <c>--demo</c>.</summary>
public sealed record Subject
{
    /// <summary>Whose data; the wall nothing crosses.</summary>
    public required string Tenant { get; init; }

    /// <summary>The person's id as the backends know it (<c>caller.id</c>).</summary>
    public required string Id { get; init; }

    /// <summary>The person's e-mail, lower case (<c>caller.email</c>); null when not known.</summary>
    public string? Email { get; init; }

    /// <summary>The person's name, for wording only; null when not known.</summary>
    public string? Name { get; init; }

    /// <summary>What the person may do, as <c>orders:read</c>; a word ending in <c>:any</c> reaches other people's records.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The person's time zone (IANA name). <value>Default UTC.</value></summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Whether confirmations may be given by the client on the person's behalf (<c>confirm: delegated</c>).</summary>
    public bool MayDelegateConfirmation { get; init; }

    /// <summary>The gateway's caller: who pays for model calls, and under which key.</summary>
    public required Caller Caller { get; init; }

    /// <summary>Whether a scope is held.</summary>
    public bool Holds(string scope) => Scopes.Contains(scope, StringComparer.Ordinal) || Scopes.Contains("*", StringComparer.Ordinal);
}
