using System.Text.Json.Nodes;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>A change of one entry of <c>providers</c>, <c>models</c>, <c>aliases</c> or <c>intents.backends</c>.</summary>
/// <param name="By">Who asks for it.</param>
/// <param name="Action">What it is called, as <c>saveProvider</c>.</param>
/// <param name="Section">The section.</param>
/// <param name="Name">The entry.</param>
public sealed record ConfigEdit(Caller By, string Action, string Section, string Name)
{
    /// <summary>The revision that was read; 0 for an entry the database must not have yet; null to change it whatever it is.</summary>
    public int? ExpectedRevision { get; init; }

    /// <summary>Makes the entry of what the database has of it, an empty object when it has nothing; null removes it. May be called several times.</summary>
    public required Func<JsonObject, JsonObject?> Change { get; init; }

    /// <summary>A key's new value, kept encrypted; null when none is given.</summary>
    public NewCredential? Credential { get; init; }

    /// <summary>The name of a key whose value is forgotten; null for none.</summary>
    public string? Forget { get; init; }
}
