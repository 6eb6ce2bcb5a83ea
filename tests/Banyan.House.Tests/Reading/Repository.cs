namespace Banyan.House.Tests.Reading;

/// <summary>The files of this repository, found by walking up from the test's folder to <c>Banyan.slnx</c>.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["artifacts", "bin", "obj", "node_modules", ".git", "data", "TestResults", ".vs", ".idea", "BenchmarkDotNet.Artifacts"];

    private static readonly string[] TextKinds =
    [
        ".cs", ".csproj", ".props", ".targets", ".slnx", ".json", ".jsonl", ".yaml", ".yml", ".md", ".txt", ".sql", ".ts", ".tsx", ".css", ".html",
        ".sh", ".py", ".graphql", ".service", ".npmrc", ".editorconfig", ".gitignore", "",
    ];

    public static string Root { get; } = FindRoot();

    /// <summary>Every text file, by its path from the root with forward slashes, ordered.</summary>
    public static IReadOnlyList<TextFile> Files { get; } =
        [.. Walk(Root).Where(path => TextKinds.Contains(Path.GetExtension(path), StringComparer.Ordinal)).Select(Read).OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>Paths of the project files.</summary>
    public static IReadOnlyList<string> Projects { get; } = [.. Files.Select(file => file.Path).Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))];

    public static IReadOnlyList<SourceFile> Sources { get; } =
        [.. Files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)).Select(file => new SourceFile(file.Path, file.Text))];

    public static bool Exists(string path) => Path.Exists(Path.Combine(Root, path));

    private static TextFile Read(string path) => new(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path));

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            yield return file;
        }

        foreach (var inner in Directory.EnumerateDirectories(folder).Where(inner => !NotOurs.Contains(Path.GetFileName(inner), StringComparer.Ordinal)))
        {
            foreach (var file in Walk(inner))
            {
                yield return file;
            }
        }
    }

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
