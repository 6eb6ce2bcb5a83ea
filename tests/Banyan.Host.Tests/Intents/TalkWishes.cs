using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Intents;

/// <summary>How a talk with the Shop is to be set up.</summary>
public sealed record TalkWishes
{
    /// <summary>Configuration beside section <c>intents</c>.</summary>
    public string More { get; init; } = "";

    /// <summary>Pieces of section <c>intents</c> and what stands in their place.</summary>
    public IReadOnlyList<(string From, string To)> Edits { get; init; } = [];

    /// <summary>A PostgreSQL connection string; empty for a SQLite file of its own.</summary>
    public string Database { get; init; } = "";

    /// <summary>Another service whose Shop, and whose people's conversations, are shared; null for a Shop of its own.</summary>
    public ShopTalk? Beside { get; init; }

    /// <summary>Replaces parts of the service.</summary>
    public Action<IServiceCollection>? Replace { get; init; }
}
