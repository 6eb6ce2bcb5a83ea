using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;
using Banyan.Cli.Prompting;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan prompts pull | push</c>: prompts as files beside the code that uses them; the service stays the truth.</summary>
internal sealed class PromptFilesCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] Head = ["NAME", "CHANGE", "VERSION", "PROBLEM"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Argument<string> _folder = new("folder") { Description = "The folder of the files", DefaultValueFactory = _ => "prompts" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what would be done" };

    public static IEnumerable<Command> Create(SharedOptions shared, CliContext context)
    {
        var self = new PromptFilesCommand(shared, context);
        var pull = new Command("pull", "Write every prompt in use to a folder, a file each.") { self._folder };
        pull.SetAction(self.PullAsync);
        HelpPage.AddExamples(pull, "banyan prompts pull prompts");
        var push = new Command("push", "Take changed files in as drafts. A file made from an older version is drift, and then nothing is written.") { self._folder, self._dryRun };
        push.SetAction(self.PushAsync);
        HelpPage.AddExamples(push, "banyan prompts push prompts --dry-run", "banyan prompts push prompts");
        return [pull, push];
    }

    private Task<int> PullAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed, "PromptsPull", static _ => { }, (files, _) => Say(files.GetArrayLength(), parsed.GetValue(_folder)!), cancellationToken, then: files => Keep(files, parsed.GetValue(_folder)!));

    private async Task<int> PushAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var folder = new PromptFolder(parsed.GetValue(_folder)!);
        var files = folder.Read();
        if (files.Count == 0)
        {
            return shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage($"There is no prompt file in '{parsed.GetValue(_folder)}'.", "banyan prompts pull writes them."));
        }

        var isDryRun = parsed.GetValue(_dryRun);
        return await _graph.RunAsync(
            parsed,
            "PromptsPush",
            writer => Variables(writer, files, isDryRun),
            (told, paint) => TextTable.Write(context.Terminal.Out, paint, Head, [.. told.EnumerateArray().Select(Row)]),
            cancellationToken,
            then: told => Taken(told, folder, isDryRun));
    }

    private static CliFailure? Keep(JsonElement files, string path)
    {
        try
        {
            var folder = new PromptFolder(path);
            foreach (var file in files.EnumerateArray())
            {
                folder.Write(Members.Text(file, "name")!, Members.Text(file, "text")!);
            }

            folder.Remember(files.EnumerateArray().Select(file => (Members.Text(file, "name")!, Members.Text(file, "contentHash")!)));
            return null;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return new CliFailure(ExitCode.Failed, "not_written", wrong.Message, "Name a folder that can be written.");
        }
    }

    private static CliFailure? Taken(JsonElement told, PromptFolder folder, bool isDryRun)
    {
        var bad = told.EnumerateArray().Where(one => Members.Text(one, "change") is "drifted" or "faulty").ToList();
        if (bad.Count > 0)
        {
            var isDrift = bad.Exists(one => Members.Text(one, "change") == "drifted");
            var first = bad[0];
            return new CliFailure(
                isDrift ? ExitCode.Conflict : ExitCode.Failed,
                isDrift ? "conflict" : "invalid_request",
                $"Nothing was written: {Members.Text(first, "name")}: {Members.Text(first, "problem")}",
                isDrift ? "Pull, bring your change in again, then push." : "Mend the file, then push.");
        }

        if (!isDryRun)
        {
            folder.Remember(told.EnumerateArray().Where(one => Members.Text(one, "contentHash") is not null).Select(one => (Members.Text(one, "name")!, Members.Text(one, "contentHash")!)));
        }

        return null;
    }

    private static void Variables(Utf8JsonWriter writer, IReadOnlyList<(string Name, string Text, string? BaseHash)> files, bool isDryRun)
    {
        writer.WriteStartArray("files");
        foreach (var file in files)
        {
            writer.WriteStartObject();
            writer.WriteString("text", file.Text);
            writer.WriteString("baseHash", file.BaseHash);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("dryRun", isDryRun);
    }

    private void Say(int count, string folder) => context.Terminal.Out.WriteLine($"{count} prompts in {Printable.Line(folder)}.");

    private static string[] Row(JsonElement one) =>
        [Members.Text(one, "name") ?? "", Members.Text(one, "change") ?? "", Members.Scalar(one, "version") ?? "-", Members.Text(one, "problem") ?? ""];
}
