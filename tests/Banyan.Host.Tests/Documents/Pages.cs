namespace Banyan.Host.Tests.Documents;

/// <summary>The pages whose commands are run and whose configurations are checked.</summary>
internal static class Pages
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every fenced block of README, CONTRIBUTING and everything under <c>docs</c>.</summary>
    public static IReadOnlyList<FencedBlock> Blocks { get; } =
    [
        .. new[] { "README.md", "CONTRIBUTING.md" }
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal))
            .SelectMany(page => FencedBlock.Of(page, File.ReadAllText(Path.Combine(Root, page)))),
    ];

    /// <summary>Blocks of a shell.</summary>
    public static IEnumerable<FencedBlock> Shell => Blocks.Where(block => block.Language is "sh" or "bash" or "shell" or "console");

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Banyan.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("No folder above the tests holds Banyan.slnx.");
    }
}
