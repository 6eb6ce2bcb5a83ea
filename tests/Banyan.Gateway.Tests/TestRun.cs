namespace Banyan.Gateway.Tests;

/// <summary>What kind of run this is.</summary>
internal static class TestRun
{
    /// <summary>Whether the long forms were asked for.</summary>
    public static bool IsFull =>
#pragma warning disable RS0030 // Tests are told through the environment.
        Environment.GetEnvironmentVariable("BANYAN_FULL") == "1";
#pragma warning restore RS0030
}
