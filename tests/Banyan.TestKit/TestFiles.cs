namespace Banyan.TestKit;

/// <summary>The shared test data, read where it lies: <c>BANYAN_TEST_DATA</c>, or <c>../shared/data</c> beside the repository.</summary>
public static class TestFiles
{
    /// <summary>The data's folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The path of a file or folder in it; a missing one fails the test that names it.</summary>
    public static string Find(params string[] names)
    {
        var path = Path.Combine([Root, .. names]);
        return Path.Exists(path) ? path : throw new FileNotFoundException($"Test data is missing: {path}");
    }

    private static string FindRoot()
    {
#pragma warning disable RS0030 // Tests have no host that could hand the value on.
        if (Environment.GetEnvironmentVariable("BANYAN_TEST_DATA") is { Length: > 0 } named)
#pragma warning restore RS0030
        {
            return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var shared = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(shared))
            {
                return shared;
            }
        }

        throw new DirectoryNotFoundException("No folder shared/data was found beside or above the repository; set BANYAN_TEST_DATA.");
    }
}
