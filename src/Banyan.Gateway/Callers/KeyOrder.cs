using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers;

/// <summary>What a new key shall be.</summary>
public sealed record KeyOrder
{
    /// <summary>Whose it is. <value>Default <c>default</c>.</value></summary>
    public string Tenant { get; init; } = "default";

    /// <summary>The application that will use it: 1 to 100 letters, digits and <c>._-</c>.</summary>
    public required string Service { get; init; }

    /// <summary>What people call it, 1 to 200 characters. <value>Default the service's name.</value></summary>
    public string? Name { get; init; }

    /// <summary>What it is trusted with. <value>Default <see cref="Role.Service"/>.</value></summary>
    public Role Role { get; init; }

    /// <summary>Operation scopes, within the role's. <value>Default the role's usual: for a service <c>chat embed models:read</c>.</value></summary>
    public IReadOnlyList<string>? Operations { get; init; }

    /// <summary>Models and aliases, <c>*</c> as wildcard at the end. <value>Default all.</value></summary>
    public IReadOnlyList<string> Models { get; init; } = ["*"];

    /// <summary>Tools Banyan may run for it, <c>*</c> as wildcard at the end. <value>Default none; for an administrator all.</value></summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>Networks it may be used from, as <c>10.1.0.0/16</c> or an address alone. <value>Default anywhere, or the networks of the key that orders it.</value></summary>
    public IReadOnlyList<string>? Networks { get; init; }

    /// <summary>How long it is in force. <value>Default 365 days, or as long as the key that orders it, if that is less.</value></summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>Whether it is marked as a test key.</summary>
    public bool IsTest { get; init; }

    /// <summary>The caller that orders it, whose grants bound it; null for an operator at the machine.</summary>
    public Caller? By { get; init; }
}
