using System.Collections.Frozen;

namespace Banyan.Gateway.Spine;

/// <summary>An identity provider whose tokens are taken, and what its claims mean here.</summary>
public sealed record TokenIssuer
{
    /// <summary>What it is called in the ledger and the audit log.</summary>
    public required string Name { get; init; }

    /// <summary>Its name as tokens write it (<c>iss</c>), compared letter by letter.</summary>
    public required string Issuer { get; init; }

    /// <summary>Who a token must be meant for (<c>aud</c>).</summary>
    public required string Audience { get; init; }

    /// <summary>Signatures it may use. <value>Default RS256, PS256, ES256, ES384.</value></summary>
    public IReadOnlyList<string> Algorithms { get; init; } = ["RS256", "PS256", "ES256", "ES384"];

    /// <summary>Where its keys lie; null for where its discovery document says.</summary>
    public Uri? KeysAt { get; init; }

    /// <summary>How long its keys are used before they are read again. <value>Default 1 h.</value></summary>
    public TimeSpan KeysLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Longest time from a token's issue to its end. <value>Default 2 h.</value></summary>
    public TimeSpan LongestLife { get; init; } = TimeSpan.FromHours(2);

    /// <summary>The tenant of all its tokens; null for what the claim says.</summary>
    public string? Tenant { get; init; }

    /// <summary>The service its tokens call as, where no claim says.</summary>
    public required string Service { get; init; }

    /// <summary>The role of who has none; null to refuse them.</summary>
    public Role? DefaultRole { get; init; }

    /// <summary>Role of each word of the roles claim; empty for the roles' own names.</summary>
    public FrozenDictionary<string, Role> Roles { get; init; } = FrozenDictionary<string, Role>.Empty;

    /// <summary>The claim that names the tenant; a dot leads into an object. <value>Default <c>tenant</c>.</value></summary>
    public string TenantClaim { get; init; } = "tenant";

    /// <summary>The claim that holds roles. <value>Default <c>roles</c>.</value></summary>
    public string RolesClaim { get; init; } = "roles";

    /// <summary>The claim that names the person. <value>Default <c>sub</c>.</value></summary>
    public string UserClaim { get; init; } = "sub";

    /// <summary>The claim that holds the person's e-mail. <value>Default <c>email</c>.</value></summary>
    public string EmailClaim { get; init; } = "email";

    /// <summary>The claim that names the calling application; null when none does.</summary>
    public string? ServiceClaim { get; init; }
}
