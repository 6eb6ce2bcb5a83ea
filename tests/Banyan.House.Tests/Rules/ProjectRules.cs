using Banyan.House.Tests.Reading;

namespace Banyan.House.Tests.Rules;

/// <summary>H2 and H3: who may reference whom. A project that is not in the table needs a row, and a reason, first.</summary>
internal static class ProjectRules
{
    private static readonly Dictionary<string, string[]> MayReference = new(StringComparer.Ordinal)
    {
        ["Banyan.Wire"] = [],
        ["Banyan.Gateway"] = ["Banyan.Wire"],
        ["Banyan.Intents"] = ["Banyan.Gateway", "Banyan.Wire"],
        ["Banyan.GraphQL"] = [],
        ["Banyan.Storage"] = ["Banyan.Gateway", "Banyan.Intents", "Banyan.Wire"],
        ["Banyan.ExtensionsAI"] = ["Banyan.Gateway", "Banyan.Wire"],
        ["Banyan.Cli"] = ["Banyan.Wire"],
        ["Banyan.Host"] =
            ["Banyan.Wire", "Banyan.Gateway", "Banyan.Intents", "Banyan.GraphQL", "Banyan.Storage", "Banyan.ExtensionsAI"],
    };

    /// <summary>Samples that are built before a product project because it starts them as processes; they are never linked into it.</summary>
    private static readonly Dictionary<string, string[]> MayBuildFirst = new(StringComparer.Ordinal)
    {
        ["Banyan.Host"] = ["Shop.Legacy", "Shop.Users", "Shop.Orders", "Shop.Shipping"],
    };

    private static readonly string[] Listed = ["src/", "tests/", "samples/"];

    private static readonly string[] WithoutPackages = ["Banyan.Wire", "Banyan.GraphQL"];

    public static IEnumerable<Violation> Check(IEnumerable<Project> projects)
    {
        foreach (var project in projects.Where(project => project.IsProduct))
        {
            if (!MayReference.TryGetValue(project.Name, out var allowed))
            {
                yield return new Violation("H3", project.Path, "is not in the table of projects", "Give it a row in ProjectRules and a line in docs/architecture.md.");
                continue;
            }

            foreach (var reference in project.Projects.Except(allowed, StringComparer.Ordinal))
            {
                yield return new Violation("H3", project.Path, $"references {reference}", "Declare a port where it is needed and let Host join the two.");
            }

            foreach (var order in project.BuiltFirst.Except(MayBuildFirst.GetValueOrDefault(project.Name, []), StringComparer.Ordinal))
            {
                yield return new Violation("H3", project.Path, $"builds {order} first", "Only what Host starts as a process of its own is built first.");
            }

            foreach (var package in WithoutPackages.Contains(project.Name, StringComparer.Ordinal) ? project.Packages : [])
            {
                yield return new Violation("H2", project.Path, $"uses the package {package}", "This project stands on the platform alone.");
            }

            foreach (var friend in project.Friends.Where(friend => friend != $"{project.Name}.Tests"))
            {
                yield return new Violation("H10", project.Path, $"shows its internals to {friend}", $"Only {project.Name}.Tests may see them.");
            }
        }
    }

    public static IEnumerable<Violation> CheckListed(IEnumerable<Project> projects, string solution) =>
        projects.Where(project => Array.Exists(Listed, folder => project.Path.StartsWith(folder, StringComparison.Ordinal)))
            .Where(project => !solution.Contains(project.Path, StringComparison.Ordinal))
            .Select(project => new Violation("H3", project.Path, "is not in Banyan.slnx", "Add it: what is not built is not checked."));
}
