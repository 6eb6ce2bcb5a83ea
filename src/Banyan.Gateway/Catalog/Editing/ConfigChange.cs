using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>What is written together or not at all.</summary>
public sealed record ConfigChange
{
    /// <summary>The revision it was made from; null when there was none.</summary>
    public required Guid? Base { get; init; }

    /// <summary>The new one, in force from then on.</summary>
    public required ConfigRevision Revision { get; init; }

    /// <summary>The state before the first change, written down with it.</summary>
    public ConfigRevision? Before { get; init; }

    /// <summary>Entries that are new or changed.</summary>
    public IReadOnlyList<ConfigEntry> Put { get; init; } = [];

    /// <summary>Entries that are there no more.</summary>
    public IReadOnlyList<ConfigEntry> Gone { get; init; } = [];

    /// <summary>A new price.</summary>
    public StoredPrice? Price { get; init; }

    /// <summary>A key that is new or has a new value.</summary>
    public StoredSecret? Secret { get; init; }

    /// <summary>Keys that are there no more.</summary>
    public IReadOnlyList<StoredSecret> GoneSecrets { get; init; } = [];

    /// <summary>The act of the audit log.</summary>
    public required AuditAct Act { get; init; }
}
