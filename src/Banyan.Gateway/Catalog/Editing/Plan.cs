namespace Banyan.Gateway.Catalog.Editing;

/// <summary>What a change would come to, before it is checked.</summary>
/// <param name="Layer">All that the database would hold.</param>
/// <param name="Path">Path of what is changed.</param>
internal sealed record Plan(ConfigLayer Layer, string Path)
{
    public ConfigRefusal? Refusal { get; init; }

    /// <summary>Whether it changes nothing.</summary>
    public bool IsNothing { get; init; }

    public IReadOnlyList<ConfigEntry> Put { get; init; } = [];

    public IReadOnlyList<ConfigEntry> Gone { get; init; } = [];

    public StoredPrice? Price { get; init; }

    public StoredSecret? Secret { get; init; }

    public IReadOnlyList<StoredSecret> GoneSecrets { get; init; } = [];

    /// <summary>What was there, as JSON, for the audit log.</summary>
    public string? Before { get; init; }

    /// <summary>What is there then.</summary>
    public string? After { get; init; }

    public static Plan Refused(ConfigRefusal why) => new(ConfigLayer.Empty, "") { Refusal = why };
}
