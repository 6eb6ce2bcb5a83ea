using System.Text;
using Banyan.TestKit;
using YamlDotNet.RepresentationModel;

namespace Banyan.Wire.Tests.Framing;

/// <summary>Every recorded event stream of the shared data.</summary>
internal static class RecordedStreams
{
    public static IEnumerable<(string Name, byte[] Bytes)> All() => Golden().Concat(Recordings());

    private static IEnumerable<(string Name, byte[] Bytes)> Golden() =>
        Directory.EnumerateFiles(TestFiles.Find("dialects", "golden", "response"), "stream*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".snap", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)));

    private static IEnumerable<(string Name, byte[] Bytes)> Recordings()
    {
        foreach (var path in Directory.EnumerateFiles(TestFiles.Find("dialects", "openai-recordings"), "*stream*.yaml").Order(StringComparer.Ordinal))
        {
            using var reader = File.OpenText(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            var interactions = (YamlSequenceNode)yaml.Documents[0].RootNode["interactions"];
            foreach (var interaction in interactions)
            {
                yield return (Path.GetFileName(path), Encoding.UTF8.GetBytes(((YamlScalarNode)interaction["response"]["body"]).Value!));
            }
        }
    }
}
