using Banyan.House.Tests.Reading;

namespace Banyan.House.Tests;

/// <summary>Compares a committed file with what it should say; with <c>BANYAN_REGENERATE=1</c> it writes the file instead.</summary>
internal static class Approved
{
    public static void ShouldMatch(string path, string expected)
    {
        var file = Path.Combine(Repository.Root, path);
        if (ShouldWrite())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
        }

        var actual = File.Exists(file) ? File.ReadAllText(file) : "";
        actual.ShouldBe(expected, $"{path} differs from what it is generated from: run the tests once with BANYAN_REGENERATE=1, then read the change.");
    }

#pragma warning disable RS0030 // A switch of the test run, read where it is used.
    private static bool ShouldWrite() => Environment.GetEnvironmentVariable("BANYAN_REGENERATE") == "1";
#pragma warning restore RS0030
}
