using System.Collections.Concurrent;
using System.Collections.Frozen;
using Banyan.Gateway.Prompts.Experiments;
using Banyan.Gateway.Prompts.Store;

namespace Banyan.Gateway.Prompts.Shelf;

/// <summary>A tenant's prompts as of one revision. Immutable but for versions that are fetched at need and never change.</summary>
internal sealed class TenantShelf
{
    private const int MostFetched = 512;

    private readonly FrozenDictionary<string, Prompt> _byName;
    private readonly FrozenDictionary<Guid, Prompt> _byId;
    private readonly FrozenDictionary<Guid, VersionHead> _heads;
    private readonly ILookup<Guid, VersionHead> _headsOf;
    private readonly ILookup<Guid, PromptLabel> _labels;
    private readonly FrozenDictionary<Guid, ShelfVersion> _served;
    private readonly ILookup<Guid, Experiment> _running;
    private readonly ConcurrentDictionary<Guid, ShelfVersion> _fetched = new();

    /// <summary>Builds one; versions that did not change are taken over with what was read of them.</summary>
    public TenantShelf(PromptPage page, TenantShelf? before)
    {
        Revision = page.Revision;
        Prompts = page.Prompts;
        _byName = page.Prompts.ToFrozenDictionary(prompt => prompt.Name, StringComparer.Ordinal);
        _byId = page.Prompts.ToFrozenDictionary(prompt => prompt.Id);
        _heads = page.Heads.ToFrozenDictionary(head => head.Id);
        _headsOf = page.Heads.ToLookup(head => head.PromptId);
        _labels = page.Labels.ToLookup(label => label.PromptId);
        _running = page.Running.ToLookup(experiment => experiment.PromptId);
        _served = page.Served.ToFrozenDictionary(version => version.Id, version => before?.Known(version) ?? new ShelfVersion(version));
    }

    public static TenantShelf Empty { get; } = new(new PromptPage(0), null);

    public long Revision { get; }

    /// <summary>Every prompt, by name.</summary>
    public IReadOnlyList<Prompt> Prompts { get; }

    public IEnumerable<ShelfVersion> Served => _served.Values;

    public Prompt? Find(Guid promptId) => _byId.GetValueOrDefault(promptId);

    public Prompt? Find(string name) => _byName.GetValueOrDefault(name);

    public VersionHead? Head(Guid versionId) => _heads.GetValueOrDefault(versionId);

    /// <summary>Versions of a prompt, newest first.</summary>
    public IEnumerable<VersionHead> Heads(Guid promptId) => _headsOf[promptId];

    public VersionHead? Active(Guid promptId) => _headsOf[promptId].FirstOrDefault(head => head.Status == VersionStatus.Active);

    /// <summary>Labels set by hand.</summary>
    public IEnumerable<PromptLabel> Labels(Guid promptId) => _labels[promptId];

    /// <summary>Experiments that run, oldest start first.</summary>
    public IEnumerable<Experiment> Running(Guid promptId) => _running[promptId];

    /// <summary>A version in memory; null when it must be fetched.</summary>
    public ShelfVersion? Version(Guid id) => _served.GetValueOrDefault(id) ?? _fetched.GetValueOrDefault(id);

    /// <summary>Keeps a version that was fetched, unless it may still change.</summary>
    public ShelfVersion Keep(PromptVersion version)
    {
        var kept = new ShelfVersion(version);
        if (version.Status != VersionStatus.Draft && _fetched.Count < MostFetched)
        {
            _fetched.TryAdd(version.Id, kept);
        }

        return kept;
    }

    private ShelfVersion? Known(PromptVersion version) =>
        Version(version.Id) is { } known && known.Version.ContentHash == version.ContentHash && known.Version.Status == version.Status && known.Version.PublishedAt == version.PublishedAt
        && known.Version.Approvals.Count == version.Approvals.Count
            ? known
            : null;
}
