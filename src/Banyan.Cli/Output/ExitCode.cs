namespace Banyan.Cli.Output;

/// <summary>What the process's exit status means; scripts rely on the numbers.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>Failed, for a reason that has no number of its own.</summary>
    Failed = 1,

    /// <summary>The command line or the settings are wrong.</summary>
    Usage = 2,

    /// <summary>No key, or not the right to do this.</summary>
    NoRight = 3,

    /// <summary>What was named is not there.</summary>
    NotFound = 4,

    /// <summary>Somebody changed it first.</summary>
    Conflict = 5,

    /// <summary>A budget or limit is used up.</summary>
    Limit = 6,

    /// <summary>A provider failed.</summary>
    Provider = 7,

    /// <summary>It took too long.</summary>
    Timeout = 8,

    /// <summary>Stopped by Ctrl-C.</summary>
    Interrupted = 130,
}
