namespace Banyan.Cli.Tests.App;

/// <summary>Pages that tests compare with the program, or write when they are told to by <c>BANYAN_REGENERATE=1</c>.</summary>
internal static class Pages
{
    /// <summary>The folder of the source tree.</summary>
    public static string Root { get; } = Find();

#pragma warning disable RS0030 // A switch of the test run, read where it is used.
    /// <summary>Whether pages are written anew.</summary>
    public static bool ShouldWrite => Environment.GetEnvironmentVariable("BANYAN_REGENERATE") == "1";
#pragma warning restore RS0030

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Banyan.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder.ShouldNotBeNull();
    }
}
