namespace Banyan.Cli.Doctoring;

/// <summary>What one look found.</summary>
/// <param name="Name">What was looked at; stable, for scripts.</param>
/// <param name="State">How it is.</param>
/// <param name="Message">What was seen.</param>
/// <param name="Remedy">What to do; empty when nothing is to be done.</param>
internal sealed record Finding(string Name, FindingState State, string Message, string Remedy)
{
    public static Finding Ok(string name, string message) => new(name, FindingState.Ok, message, "");

    public static Finding Warn(string name, string message, string remedy) => new(name, FindingState.Warn, message, remedy);

    public static Finding Fail(string name, string message, string remedy) => new(name, FindingState.Fail, message, remedy);
}

/// <summary>How something is.</summary>
internal enum FindingState
{
    Ok,
    Warn,
    Fail,
}
