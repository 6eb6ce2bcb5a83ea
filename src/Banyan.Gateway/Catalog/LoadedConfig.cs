using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog;

/// <summary>What loading a configuration gave.</summary>
public sealed record LoadedConfig
{
    /// <summary>Where it came from, to load it again.</summary>
    public required ConfigSource Source { get; init; }

    /// <summary>Settings of the process; defaults where they could not be read.</summary>
    public required HostSettings Settings { get; init; }

    /// <summary>The snapshot, version 1; null when there are errors.</summary>
    public required CatalogSnapshot? Snapshot { get; init; }

    /// <summary>Everything wrong with it, in the order of the file.</summary>
    public required IReadOnlyList<ConfigProblem> Problems { get; init; }

    /// <summary>Folder from which the files named in section <c>intents</c> are read: that of the document the section came from.</summary>
    public string IntentsFolder { get; init; } = "";

    /// <summary>References to secrets that had no value; when one gets a value, loading again completes its provider.</summary>
    internal IReadOnlyList<string> MissingSecrets { get; init; } = [];

    /// <summary>What of it is kept in the database.</summary>
    public ConfigLayer Layer { get; init; } = ConfigLayer.Empty;

    /// <summary>Every value that is written somewhere, bound to the schema.</summary>
    internal ConfigNode Bound { get; init; } = ConfigNode.Null(ConfigPlace.Document);

    /// <summary>Whether the configuration is refused.</summary>
    public bool HasErrors => Snapshot is null;
}
