namespace Shop.Launcher;

/// <summary>Where a Shop runs.</summary>
public sealed record ShopPlaces
{
    /// <summary>Where the databases are kept; removed at the end.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether the services take their usual ports, 8091 to 8095, or any that are free.</summary>
    public bool HasUsualPorts { get; init; } = true;

    /// <summary>The Banyan whose tokens the modern services check; null when they check nobody.</summary>
    public Uri? Banyan { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
