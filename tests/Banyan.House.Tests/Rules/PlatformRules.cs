using Banyan.House.Tests.Reading;

namespace Banyan.House.Tests.Rules;

/// <summary>H1, H6, H7 and H8: which parts of the platform a type may touch.</summary>
internal static class PlatformRules
{
    private static readonly string[] Outbound =
    [
        "Banyan.Gateway.Upstreams", "Banyan.Gateway.Tools", "Banyan.Gateway.Guarding", "Banyan.Gateway.Alerting",
        "Banyan.Intents.Discovery", "Banyan.Intents.Running", "Banyan.Host.Auth", "Banyan.Cli",
        "Banyan.ExtensionsAI", // Banyan as a chat client is an application's, and asks Banyan itself
    ];

    // Upstreams builds the guarded egress, whose connect callback must open the socket it has checked the address of.
    private static readonly string[] Sockets = ["Banyan.Storage", "Banyan.Gateway.Upstreams"];

    private static readonly string[] SocketTypes = ["System.Net.Sockets", "System.Net.Dns", "System.Net.HttpListener", "System.Net.Mail", "System.Net.Quic"];

    // What a failed connection throws is no socket: whoever handles failures may name it.
    private static readonly string[] SocketFailures = ["System.Net.Sockets.SocketException", "System.Net.Sockets.SocketError"];
    private static readonly string[] HttpTypes = ["System.Net.Http", "System.Net.WebSockets", "System.Net.WebClient", "System.Net.WebRequest"];

    // A socket a door was handed is inbound: what speaks over it opens nothing.
    private static readonly string[] Inbound = ["Banyan.GraphQL.Transport", "Banyan.Host.Graph"];
    private const string Opened = "System.Net.WebSockets", Opener = "System.Net.WebSockets.ClientWebSocket";
    private static readonly string[] Drivers = ["Npgsql", "Dapper", "Microsoft.Data", "SQLitePCL", "System.Data"];

    private static readonly string[] PureStreams =
    [
        "System.IO.Stream", "System.IO.MemoryStream", "System.IO.UnmanagedMemoryStream", "System.IO.BinaryReader", "System.IO.Compression",
        "System.IO.InvalidDataException", "System.IO.EndOfStreamException", "System.IO.StringReader", "System.IO.StringWriter",
    ];

    private static readonly string[] NotForWire =
        ["System.Net", "System.IO", "System.Threading.Tasks", "System.Diagnostics.Process", "System.Data", "Microsoft"];

    /// <summary>H1: the wire stands on the platform alone and does no I/O.</summary>
    public static IEnumerable<Violation> Wire(BuiltAssembly wire)
    {
        foreach (var reference in wire.References.Where(reference => reference != "System" && !reference.StartsWith("System.", StringComparison.Ordinal)))
        {
            yield return new Violation("H1", wire.Project, $"references {reference}", "Wire uses the base library and nothing else.");
        }

        foreach (var type in wire.Types)
        {
            foreach (var used in type.Uses.Where(used => IsAny(used, NotForWire) && !IsAny(used, PureStreams)))
            {
                yield return new Violation("H1", type.Where, $"uses {used}", "Wire turns bytes into meaning; I/O, waiting and the environment are its callers' work.");
            }
        }
    }

    /// <summary>H6: ASP.NET ends at the door.</summary>
    public static IEnumerable<Violation> Web(IEnumerable<BuiltType> types) =>
        from type in types
        where !IsHost(type)
        from used in type.Uses
        where Names.IsIn(used, "Microsoft.AspNetCore")
        select new Violation("H6", type.Where, $"uses {used}", "Only Host knows ASP.NET: let a door hand over bytes and an exchange.");

    private static bool IsHanded(BuiltType type, string used) => Names.IsIn(used, Opened) && used != Opener && Inbound.Any(type.IsIn);

    /// <summary>H7: outbound HTTP and sockets, each in few places.</summary>
    public static IEnumerable<Violation> Network(IEnumerable<BuiltType> types)
    {
        foreach (var type in types)
        {
            foreach (var used in type.Uses)
            {
                if (IsAny(used, HttpTypes) && !Outbound.Any(type.IsIn) && !IsHanded(type, used))
                {
                    yield return new Violation("H7", type.Where, $"uses {used}", $"Outbound HTTP goes through the guarded invoker, in {string.Join(", ", Outbound)}.");
                }

                if (IsAny(used, SocketTypes) && !SocketFailures.Contains(used, StringComparer.Ordinal) && !Sockets.Any(type.IsIn))
                {
                    yield return new Violation("H7", type.Where, $"uses {used}", $"Sockets are for {string.Join(" and ", Sockets)}.");
                }
            }
        }
    }

    /// <summary>H8: database drivers only in Storage, the container only where services are added.</summary>
    public static IEnumerable<Violation> Persistence(IEnumerable<BuiltType> types)
    {
        foreach (var type in types)
        {
            foreach (var used in type.Uses)
            {
                if (IsAny(used, Drivers) && !type.IsIn("Banyan.Storage"))
                {
                    yield return new Violation("H8", type.Where, $"uses {used}", "Declare a port in the concern and implement it in Storage.");
                }

                if (used == "Microsoft.Extensions.DependencyInjection.IServiceCollection" && !MayAdd(Path.GetFileName(type.Where)))
                {
                    yield return new Violation("H8", type.Where, "uses IServiceCollection", "Register it in the concern's Add<Concern>.cs.");
                }
            }
        }
    }

    private static bool MayAdd(string file) => file == "Program.cs" || (file.StartsWith("Add", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    private static bool IsHost(BuiltType type) => type.IsIn("Banyan.Host") || type.File == "src/Banyan.Host/Program.cs";

    private static bool IsAny(string name, string[] walls) => walls.Any(wall => Names.IsIn(name, wall));
}
