namespace Banyan.Gateway.Catalog;

/// <summary>One thing that is wrong with a configuration.</summary>
/// <param name="Code">Stable code, <c>CFGnnn</c>; see <c>docs/configuration.md</c>.</param>
/// <param name="Path">The setting, as <c>routing.retry.maxDelay</c>, <c>budgets[0].limit</c> or <c>models["openai/gpt-4.1"].price</c>; empty for the document.</param>
/// <param name="Line">Line in the file, from 1; 0 when it does not come from the file (environment, or something missing altogether).</param>
/// <param name="Severity">Whether the configuration is refused because of it.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">What to do about it.</param>
public sealed record ConfigProblem(string Code, string Path, int Line, ConfigSeverity Severity, string Message, string Hint);

/// <summary>How bad a problem of the configuration is.</summary>
public enum ConfigSeverity : byte
{
    /// <summary>The configuration is taken; something in it is probably not meant so.</summary>
    Warning,

    /// <summary>The configuration is refused as a whole.</summary>
    Error,
}
