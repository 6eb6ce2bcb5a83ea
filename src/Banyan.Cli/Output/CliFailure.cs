namespace Banyan.Cli.Output;

/// <summary>Why a command did not do what it was asked.</summary>
/// <param name="Exit">The exit status it ends with.</param>
/// <param name="Code">A stable word: the service's own code, or one of the command line's.</param>
/// <param name="Message">What is wrong, and where.</param>
/// <param name="Hint">What to do about it.</param>
/// <param name="RequestId">The exchange, as the service knows it; null when none answered.</param>
internal sealed record CliFailure(ExitCode Exit, string Code, string Message, string Hint, string? RequestId = null)
{
    /// <summary>The command line or a setting is wrong.</summary>
    public static CliFailure Usage(string message, string hint) => new(ExitCode.Usage, "usage", message, hint);

    /// <summary>Stopped by the person at the keyboard.</summary>
    public static CliFailure Interrupted() => new(ExitCode.Interrupted, "interrupted", "Stopped.", "What was already sent to a provider may be charged.");

    /// <summary>It took longer than <c>--timeout</c>.</summary>
    public static CliFailure TimedOut(TimeSpan timeout) =>
        new(ExitCode.Timeout, "timeout", FormattableString.Invariant($"Nothing more came within {timeout.TotalSeconds:0.###} s."), "Raise --timeout, or run banyan doctor to see what is slow.");
}
