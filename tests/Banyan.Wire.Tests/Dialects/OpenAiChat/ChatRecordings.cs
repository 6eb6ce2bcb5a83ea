using Banyan.TestKit;
using YamlDotNet.RepresentationModel;

namespace Banyan.Wire.Tests.Dialects.OpenAiChat;

/// <summary>The recorded exchanges of the shared data.</summary>
internal static class ChatRecordings
{
    /// <summary>Recorded exchanges of chat, embeddings and Azure: request, status, answer.</summary>
    public static IEnumerable<(string Name, string Url, string Ask, int Status, string Answer)> All()
    {
        foreach (var path in Directory.EnumerateFiles(TestFiles.Find("dialects", "openai-recordings"), "*.yaml").Order(StringComparer.Ordinal))
        {
            using var file = File.OpenText(path);
            var yaml = new YamlStream();
            yaml.Load(file);
            foreach (var exchange in (YamlSequenceNode)yaml.Documents[0].RootNode["interactions"])
            {
                var url = Scalar(exchange["request"]["url"]);
                if (url.Contains("chat/completions", StringComparison.Ordinal) || url.EndsWith("/embeddings", StringComparison.Ordinal))
                {
                    yield return (Path.GetFileName(path), url, Scalar(exchange["request"]["body"]), int.Parse(Scalar(exchange["response"]["code"]), System.Globalization.CultureInfo.InvariantCulture), Scalar(exchange["response"]["body"]));
                }
            }
        }
    }

    private static string Scalar(YamlNode node) => ((YamlScalarNode)node).Value!;
}
