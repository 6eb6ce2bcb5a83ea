namespace Banyan.GraphQL.Tests;

/// <summary>What kind of run this is.</summary>
internal static class TestRun
{
#pragma warning disable RS0030 // A switch of the test run, read where it is used.
    /// <summary>Whether the long forms are asked for.</summary>
    public static bool IsFull => Environment.GetEnvironmentVariable("BANYAN_FULL") == "1";

    /// <summary>Whether files a test compares with are to be written anew.</summary>
    public static bool IsRegenerating => Environment.GetEnvironmentVariable("BANYAN_REGENERATE") == "1";
#pragma warning restore RS0030
}
