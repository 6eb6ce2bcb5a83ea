using Banyan.Cli.Output;

namespace Banyan.Cli.Checking;

/// <summary>Finds the service's program, which alone knows how to read its configuration.</summary>
internal static class HostFinder
{
    private const string Name = "Banyan.Host";

    /// <summary>The program named, else the one beside this one, else the project of the source tree.</summary>
    /// <param name="named">A path by flag or environment: a program, a .dll, or a project; null when none was given.</param>
    /// <param name="beside">The folder of this program.</param>
    /// <param name="from">The folder the command was given in; a source tree is looked for here and above.</param>
    public static (HostProgram? Program, CliFailure? Problem) Find(string? named, string beside, string from)
    {
        if (named is not null)
        {
            return Path.Exists(named)
                ? (HostProgram.Of(named), null)
                : (null, CliFailure.Usage($"There is no program {named}.", "Name Banyan.Host itself, its .dll, or its project, by --host or BANYAN_HOST."));
        }

        var built = new[] { Name, Name + ".exe", Name + ".dll" }.Select(name => Path.Combine(beside, name)).FirstOrDefault(File.Exists);
        var program = built ?? SourceProject(from) ?? SourceProject(beside);
        return program is not null
            ? (HostProgram.Of(program), null)
            : (null, new CliFailure(ExitCode.Failed, "host_not_found", $"{Name}, which checks the configuration, is neither beside this program nor in a source tree here.", "Name it with --host or BANYAN_HOST."));
    }

    private static string? SourceProject(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var project = Path.Combine(folder.FullName, "src", Name, Name + ".csproj");
            if (File.Exists(Path.Combine(folder.FullName, "Banyan.slnx")) && File.Exists(project))
            {
                return project;
            }
        }

        return null;
    }
}
