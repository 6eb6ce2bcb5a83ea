namespace Banyan.Cli.Checking;

/// <summary>How to start the service's program.</summary>
/// <param name="File">What to run.</param>
/// <param name="Before">Words before the program's own.</param>
internal sealed record HostProgram(string File, IReadOnlyList<string> Before)
{
    /// <summary>By what a path is: a .dll needs the runtime, a project the SDK, anything else runs by itself.</summary>
    public static HostProgram Of(string path)
    {
        if (path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            return new HostProgram("dotnet", [path]);
        }

        return Directory.Exists(path) || path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)
            ? new HostProgram("dotnet", ["run", "--no-launch-profile", "--verbosity", "quiet", "--project", path, "--"])
            : new HostProgram(Path.GetFullPath(path), []);
    }
}
