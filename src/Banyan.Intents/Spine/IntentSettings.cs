using System.Collections.Frozen;

namespace Banyan.Intents.Spine;

/// <summary>Section <c>intents</c> of the configuration, checked.</summary>
internal sealed record IntentSettings
{
    /// <summary><c>auto</c>, <c>model</c>, <c>lexical</c> or <c>lexical-first</c>.</summary>
    public string Planner { get; init; } = "auto";

    /// <summary>Alias of the model that plans.</summary>
    public string PlannerModel { get; init; } = "planner";

    /// <summary>Alias of the model that words answers.</summary>
    public string AnswerModel { get; init; } = "answer";

    /// <summary>Configured backends.</summary>
    public IReadOnlyList<BackendSource> Backends { get; init; } = [];

    /// <summary>Directories in which further backends are found.</summary>
    public IReadOnlyList<BackendDirectory> Directories { get; init; } = [];

    /// <summary>Stages by intent key; an intent that is not named is <c>modern</c> when granted and compatible, else <c>legacy</c>.</summary>
    public IReadOnlyDictionary<string, StageSetting> Stages { get; init; } = FrozenDictionary<string, StageSetting>.Empty;

    /// <summary>Overlaps an operator decided.</summary>
    public IReadOnlyList<OverlapDecision> Overlaps { get; init; } = [];

    /// <summary>Approved definitions: intent key to hash.</summary>
    public IReadOnlyDictionary<string, string> Approved { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>When the modern side is taken back a stage.</summary>
    public DemoteSettings Demote { get; init; } = new();

    /// <summary>Ceilings.</summary>
    public IntentLimits Limits { get; init; } = new();

    /// <summary>How much is remembered.</summary>
    public MemorySettings Memory { get; init; } = new();

    /// <summary>How long a confirmation is good. <value>Default 10 min.</value></summary>
    public TimeSpan ConfirmExpires { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Age at which reads behind a confirmation are repeated. <value>Default 60 s.</value></summary>
    public TimeSpan RecheckAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Hosts links in answers may lead to.</summary>
    public IReadOnlyList<string> AllowedLinks { get; init; } = [];

    /// <summary>People known by e-mail, for <c>--demo</c> and for services that may assert users.</summary>
    public IReadOnlyList<KnownUser> Users { get; init; } = [];

    /// <summary>Scopes of an asserted person that <see cref="Users"/> does not name.</summary>
    public IReadOnlyList<string> UserScopes { get; init; } = [];

    /// <summary>Whether MCP offers one tool for each visible intent beside <c>ask</c>. <value>Default false.</value></summary>
    public bool ExposesIntents { get; init; }

    /// <summary>Whether a typed e-mail is an identity: only under <c>--demo</c>.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Seed of the canary's buckets. Changing it moves people between sides.</summary>
    public string Seed { get; init; } = "banyan";

    /// <summary>Time between two askings of a backend that names none. <value>Default 5 min.</value></summary>
    public TimeSpan DiscoverEvery { get; init; } = TimeSpan.FromMinutes(5);
}
