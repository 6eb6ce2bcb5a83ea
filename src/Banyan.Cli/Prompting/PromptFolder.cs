using System.Text;
using System.Text.Json;
using Banyan.Cli.Http;

namespace Banyan.Cli.Prompting;

/// <summary>A folder of prompt files: <c>NAME.prompt</c>, folders as in the name, and <c>.banyan-prompts.json</c>, which remembers the version each file was made from.</summary>
internal sealed class PromptFolder(string path)
{
    private const string Ending = ".prompt", Memory = ".banyan-prompts.json";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a file as it came; the same bytes are not written again.</summary>
    /// <returns>Whether it changed.</returns>
    /// <exception cref="IOException">The folder can't be written, or a name leads out of it.</exception>
    public bool Write(string name, string text)
    {
        var file = FileOf(name);
        if (File.Exists(file) && File.ReadAllText(file, Utf8) == text)
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text, Utf8);
        return true;
    }

    /// <summary>Every file by prompt name, in order, with the hash it was made from; null where it is new.</summary>
    public IReadOnlyList<(string Name, string Text, string? BaseHash)> Read()
    {
        var known = Bases();
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*" + Ending, SearchOption.AllDirectories).Select(NameOf).Order(StringComparer.Ordinal).Select(name => (name, File.ReadAllText(FileOf(name), Utf8), known.GetValueOrDefault(name)))]
            : [];
    }

    /// <summary>Remembers the versions files were made from, beside those remembered before.</summary>
    public void Remember(IEnumerable<(string Name, string Hash)> bases)
    {
        var known = Bases();
        foreach (var (name, hash) in bases)
        {
            known[name] = hash;
        }

        Directory.CreateDirectory(path);
        using var stream = File.Create(Path.Combine(path, Memory));
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        foreach (var (name, hash) in known)
        {
            writer.WriteString(name, hash);
        }

        writer.WriteEndObject();
    }

    private SortedDictionary<string, string> Bases()
    {
        var file = Path.Combine(path, Memory);
        var known = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (File.Exists(file))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var member in document.RootElement.EnumerateObject())
            {
                known[member.Name] = Members.Text(document.RootElement, member.Name) ?? "";
            }
        }

        return known;
    }

    private string NameOf(string file) => Path.GetRelativePath(path, file)[..^Ending.Length].Replace(Path.DirectorySeparatorChar, '/');

    private string FileOf(string name)
    {
        var root = Path.GetFullPath(path) + Path.DirectorySeparatorChar;
        var file = Path.GetFullPath(Path.Combine(root, name.Replace('/', Path.DirectorySeparatorChar) + Ending));
        return file.StartsWith(root, StringComparison.Ordinal) ? file : throw new IOException($"The name '{name}' leads out of the folder.");
    }
}
