using Banyan.House.Tests.Reading;

namespace Banyan.House.Tests.Rules;

/// <summary>H2, H4 and H5: which namespaces a type may see inside and across our own projects.</summary>
internal static class WallRules
{
    private const string Gateway = "Banyan.Gateway";
    private const string Spine = "Banyan.Gateway.Spine";
    private const string Dialects = "Banyan.Wire.Dialects";
    private const string Hub = "Banyan.Wire.Hub";
    private const string IntentsRoot = "Banyan.Intents";
    private const string Translation = "Banyan.Wire.Translation";

    private static readonly string[] AboveTheWalls = ["GatewayPipeline.cs", "AddGateway.cs"];
    private static readonly string[] HubReaders = ["Banyan.Gateway.Upstreams", "Banyan.ExtensionsAI"];

    private static readonly string[] PureFolders = ["Conditions", "Mapping"];

    // A port the hub asks others to implement is no part of the model.
    private static readonly string[] HubPorts = ["Banyan.Wire.Hub.ISignatureSeal", "Banyan.Wire.Hub.HubSignature"];
    private static readonly string[] BelowTheHub = ["Banyan.Wire.Json", "Banyan.Wire.Framing", "Banyan.Wire.Usage"];

    /// <summary>H4: concerns see the spine and the wire; only two files at the gateway's root see every concern.</summary>
    public static IEnumerable<Violation> Concerns(IEnumerable<BuiltType> types)
    {
        foreach (var type in types.Where(type => type.IsIn(Gateway)))
        {
            var own = Names.FolderBelow(Gateway, type.Namespace);
            if (own is null)
            {
                if (!AboveTheWalls.Contains(Path.GetFileName(type.Where), StringComparer.Ordinal))
                {
                    yield return new Violation("H4", type.Where, "stands at the gateway's root", "Move it into its concern; only GatewayPipeline.cs and AddGateway.cs stand there.");
                }

                continue;
            }

            foreach (var used in type.Uses.Where(used => Names.IsIn(used, Gateway)))
            {
                var folder = Names.FolderBelow(Gateway, Names.NamespaceOf(used));
                if (folder != own && folder != "Spine")
                {
                    yield return new Violation("H4", type.Where, $"{own} sees {used}", own == "Spine"
                        ? "The spine sees no concern: declare a port in Spine."
                        : "Pass it on the exchange or declare a port in Spine; only GatewayPipeline.cs and AddGateway.cs see every concern.");
                }
            }
        }
    }

    /// <summary>H5: a dialect sees no other dialect, and only Translation and the dialect table see dialects.</summary>
    public static IEnumerable<Violation> DialectFolders(IEnumerable<BuiltType> types)
    {
        foreach (var type in types)
        {
            var own = Names.FolderBelow(Dialects, type.Namespace);
            foreach (var used in type.Uses)
            {
                var other = Names.FolderBelow(Dialects, Names.NamespaceOf(used));
                if (other is not null && other != own && !type.IsIn(Translation) && type.FullName != "Banyan.Wire.DialectTable")
                {
                    yield return new Violation("H5", type.Where, $"sees the dialect {used}", "Go through Dialect and DialectTable; what two dialects share belongs to the root, Json, Framing or Usage.");
                }

                if (own is not null && Names.IsIn(used, Translation))
                {
                    yield return new Violation("H5", type.Where, $"sees {used}", "Translation calls dialects, never the other way round.");
                }
            }
        }
    }

    /// <summary>H5: the hub stays where translating happens (ADR 0007).</summary>
    public static IEnumerable<Violation> HubModel(IEnumerable<BuiltType> types)
    {
        foreach (var type in types)
        {
            var isOutside = !type.IsIn("Banyan.Wire") && !HubReaders.Any(type.IsIn);
            var isBelow = BelowTheHub.Any(type.IsIn);
            foreach (var used in type.Uses.Where(used => Names.IsIn(used, Hub) && (isBelow || (isOutside && !HubPorts.Contains(used, StringComparer.Ordinal)))))
            {
                yield return new Violation("H5", type.Where, $"sees {used}", "The hub is for dialects, Translation and the upstreams alone: read the ask through its lens.");
            }
        }
    }

    /// <summary>H2: intents see the gateway only as the spine, and the GraphQL engine has never heard of Banyan.</summary>
    public static IEnumerable<Violation> Intents(IEnumerable<BuiltType> types)
    {
        foreach (var type in types)
        {
            foreach (var used in type.Uses)
            {
                if (type.IsIn("Banyan.Intents") && Names.IsIn(used, Gateway) && !Names.IsIn(used, Spine))
                {
                    yield return new Violation("H2", type.Where, $"sees {used}", "Intents see the gateway as IGateway: use what Spine declares.");
                }

                if (type.IsIn("Banyan.GraphQL") && Names.IsIn(used, "Banyan") && !Names.IsIn(used, "Banyan.GraphQL"))
                {
                    yield return new Violation("H2", type.Where, $"sees {used}", "The engine knows no other project of ours.");
                }
            }
        }
    }

    /// <summary>H4 for the orchestrator: a concern sees the intents' spine and the two pure folders; the root composes (ADR 0013).</summary>
    public static IEnumerable<Violation> IntentConcerns(IEnumerable<BuiltType> types)
    {
        foreach (var type in types.Where(type => type.IsIn(IntentsRoot)))
        {
            var own = Names.FolderBelow(IntentsRoot, type.Namespace);
            foreach (var used in type.Uses.Where(used => own is not null && Names.IsIn(used, IntentsRoot)))
            {
                var folder = Names.FolderBelow(IntentsRoot, Names.NamespaceOf(used));
                var isPureFolder = PureFolders.Contains(folder, StringComparer.Ordinal);
                if (folder != own && folder != "Spine" && !(isPureFolder && own != "Mapping"))
                {
                    yield return new Violation("H4", type.Where, $"{own} sees {used}", "Concerns of the orchestrator meet in its Spine: declare a port there, or compose at the project's root.");
                }
            }
        }
    }

    /// <summary>H4, H5 and H2 on one row of types.</summary>
    public static IEnumerable<Violation> All(IReadOnlyCollection<BuiltType> types) =>
        [.. Concerns(types), .. DialectFolders(types), .. HubModel(types), .. Intents(types), .. IntentConcerns(types)];
}
