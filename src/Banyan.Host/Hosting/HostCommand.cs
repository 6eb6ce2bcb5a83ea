namespace Banyan.Host.Hosting;

/// <summary>What the program was started for.</summary>
internal enum HostCommand
{
    /// <summary>To serve.</summary>
    Serve,

    /// <summary>To check the configuration and end.</summary>
    Check,

    /// <summary>To make, list or revoke keys and end.</summary>
    Keys,
}
