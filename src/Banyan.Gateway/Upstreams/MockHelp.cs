using Banyan.Gateway.Upstreams.Mock;

namespace Banyan.Gateway.Upstreams;

/// <summary>What the mock can be asked for, for help texts.</summary>
public static class MockHelp
{
    /// <summary>The script's words, separated by ", ".</summary>
    public static string Words => MockScript.Words;
}
