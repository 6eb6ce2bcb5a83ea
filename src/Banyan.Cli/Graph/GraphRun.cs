using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;
using Banyan.Cli.Settings;

namespace Banyan.Cli.Graph;

/// <summary>What every command over GraphQL does: connection, time bound, the ask, and then data as JSON or as words.</summary>
internal sealed class GraphRun(SharedOptions shared, CliContext context)
{
    /// <summary>Runs a document.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="document">Name of the document.</param>
    /// <param name="variables">Writes its variables.</param>
    /// <param name="show">Words for a person; under <c>--json</c> the data is printed as it came.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <param name="member">The member of the answer that is the data; null for all of it.</param>
    /// <param name="then">What is done with the data before it is shown; a failure is the command's. Null for nothing.</param>
    /// <returns>The exit status.</returns>
    public async Task<int> RunAsync(
        ParseResult parsed, string document, Action<Utf8JsonWriter> variables, Action<JsonElement, Paint> show, CancellationToken cancellationToken, string? member = null, Func<JsonElement, CliFailure?>? then = null)
    {
        var talk = shared.TalkOf(parsed, context, parsed.GetValue(shared.Json));
        var (answer, failure) = await AskAsync(parsed, document, variables, cancellationToken);
        using (answer)
        {
            if (answer is null)
            {
                return talk.Fail(failure!);
            }

            var asked = DataOf(answer);
            var data = member is null ? asked : asked.GetProperty(member);
            if (then?.Invoke(data) is { } wrong)
            {
                return talk.Fail(wrong);
            }

            Show(parsed, data, show);
            return (int)ExitCode.Ok;
        }
    }

    /// <summary>Runs a document that lists, and shows the list as a table.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="document">Name of the document; it has no variables.</param>
    /// <param name="head">Names of the columns.</param>
    /// <param name="row">The cells of an item.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <returns>The exit status.</returns>
    public Task<int> TableAsync(ParseResult parsed, string document, IReadOnlyList<string> head, Func<JsonElement, string[]> row, CancellationToken cancellationToken) =>
        RunAsync(parsed, document, static _ => { }, (listed, paint) => TextTable.Write(context.Terminal.Out, paint, head, [.. listed.EnumerateArray().Select(row)]), cancellationToken);

    /// <summary>Runs a document that reads, and one that changes by what was read.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="first">Name of the document that reads.</param>
    /// <param name="variables">Writes its variables.</param>
    /// <param name="next">Makes the variables of the second of what was read, or says why not.</param>
    /// <param name="second">Name of the document that changes.</param>
    /// <param name="show">Words for a person.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <returns>The exit status.</returns>
    public async Task<int> ThenAsync(
        ParseResult parsed,
        string first,
        Action<Utf8JsonWriter> variables,
        Func<JsonElement, (Action<Utf8JsonWriter>? Variables, CliFailure? Failure)> next,
        string second,
        Action<JsonElement, Paint> show,
        CancellationToken cancellationToken)
    {
        var (answer, failure) = await AskAsync(parsed, first, variables, cancellationToken);
        using (answer)
        {
            if (answer is null)
            {
                return shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(failure!);
            }

            var (made, wrong) = next(DataOf(answer));
            return made is null
                ? shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(wrong!)
                : await RunAsync(parsed, second, made, show, cancellationToken);
        }
    }

    /// <summary>Runs a document of a connection until there is no further page. Each page has the whole of <c>--timeout</c>.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="document">Name of the document; its variable <c>after</c> is where the page before ended.</param>
    /// <param name="variables">Writes its other variables.</param>
    /// <param name="take">Takes a page.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <returns>Why not every page came; null when all did.</returns>
    public async Task<CliFailure?> PagesAsync(ParseResult parsed, string document, Action<Utf8JsonWriter> variables, Action<JsonElement> take, CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var (answer, failure) = await AskAsync(
                parsed,
                document,
                writer =>
                {
                    variables(writer);
                    writer.WriteString("after", after);
                },
                cancellationToken);
            using (answer)
            {
                if (answer is null)
                {
                    return failure;
                }

                var page = DataOf(answer);
                take(page);
                var info = page.GetProperty("pageInfo");
                after = info.GetProperty("hasNextPage").GetBoolean() ? Members.Text(info, "endCursor") : null;
            }
        }
        while (after is not null);

        return null;
    }

    // A document of a command asks for one thing.
    private static JsonElement DataOf(JsonDocument answer) => answer.RootElement.GetProperty("data").EnumerateObject().First().Value;

    private async Task<(JsonDocument? Answer, CliFailure? Failure)> AskAsync(ParseResult parsed, string document, Action<Utf8JsonWriter> variables, CancellationToken cancellationToken)
    {
        var (connection, problem) = ConnectionReader.Read(parsed, shared, context);
        if (connection is null)
        {
            return (null, problem);
        }

        JsonDocument? answer = null;
        var failure = await TimeBound.RunAsync(
            connection.Timeout,
            context.Time,
            async token =>
            {
                (answer, var failed) = await new GraphApi(new BanyanApi(context.Http, connection)).AskAsync(document, variables, token);
                return failed;
            },
            cancellationToken);
        return (answer, failure);
    }

    private void Show(ParseResult parsed, JsonElement data, Action<JsonElement, Paint> show)
    {
        if (parsed.GetValue(shared.Json))
        {
            context.Terminal.Out.WriteLine(JsonLine.Write(data.WriteTo));
        }
        else
        {
            show(data, shared.PaintOf(parsed, context));
        }
    }
}
