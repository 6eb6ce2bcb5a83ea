using Banyan.Gateway.Catalog.Secrets;

namespace Banyan.Gateway.Catalog;

/// <summary>Where a configuration comes from: a file, the environment over it, a clock for the age of prices. Remembers the last good value of every secret.</summary>
public sealed class ConfigSource
{
    /// <summary>The file used when none is named: it may be absent.</summary>
    public const string DefaultPath = "banyan.yaml";

    /// <summary>The variable that names the file.</summary>
    public const string PathVariable = "BANYAN_CONFIG";

    /// <summary>Names a source without reading it.</summary>
    /// <param name="path">The file; null for what <c>BANYAN_CONFIG</c> says, else <c>./banyan.yaml</c> if it is there.</param>
    /// <param name="environment">The process's environment.</param>
    /// <param name="time">The clock.</param>
    /// <param name="underlay">What holds under the file; null for nothing.</param>
    public ConfigSource(string? path, IReadOnlyDictionary<string, string> environment, TimeProvider time, ConfigUnderlay? underlay = null)
    {
        var named = path ?? (environment.TryGetValue(PathVariable, out var variable) && variable.Length > 0 ? variable : null);
        IsNamed = named is not null;
        Path = System.IO.Path.GetFullPath(named ?? DefaultPath);
        Environment = environment;
        Time = time;
        Underlay = underlay;
        Secrets = new LastGoodSecrets(new ReferenceSecrets(environment));
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Whether somebody named the file; then its absence is an error.</summary>
    public bool IsNamed { get; }

    /// <summary>The environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>What holds under the file; null for nothing.</summary>
    public ConfigUnderlay? Underlay { get; }

    internal TimeProvider Time { get; }

    internal ISecretSource Secrets { get; }
}
