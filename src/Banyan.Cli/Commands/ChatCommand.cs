using System.CommandLine;
using Banyan.Cli.Asking;
using Banyan.Cli.Chatting;
using Banyan.Cli.Chatting.Show;
using Banyan.Cli.Editing;
using Banyan.Cli.Http;
using Banyan.Cli.Marking;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;
using Banyan.Cli.Settings;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan chat</c>: a conversation with the backends, through the intent orchestrator; or with a model.</summary>
internal sealed class ChatCommand(SharedOptions shared, CliContext context)
{
    private readonly Option<string?> _prompt = new("--prompt", "-p") { Description = "Say this, print the answer and leave; what is piped in is added to it. Exit status 0 when it was done, 1 when something is asked back (with --no-input nothing that needs a yes is done, and its code is printed) or failed, 3 when it was refused", HelpName = "TEXT" };
    private readonly Option<string?> _user = new("--user") { Description = "Your e-mail (BANYAN_USER): for a demo, and for keys that may name users; else you are whoever the key stands for", HelpName = "E-MAIL" };
    private readonly Option<bool> _continue = new("--continue", "-c") { Description = "Go on with your last conversation" };
    private readonly Option<string?> _resume = new("--resume", "-r") { Description = "Go on with this conversation", HelpName = "ID" };
    private readonly Option<string?> _model = new("--model", "-m") { Description = "Talk with this model itself, not with the backends", HelpName = "NAME" };
    private readonly Option<string> _output = new("--output") { Description = "text, json (the whole answer as an object, as --json), stream-json (a line for each event)", HelpName = "FORM", DefaultValueFactory = _ => "text" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new ChatCommand(shared, context);
        self._output.AcceptOnlyFromAmong("text", "json", "stream-json");
        var command = new Command(
            "chat",
            "Talk with the services behind Banyan in your own words. Steps are shown as they run, and nothing is changed before you say yes. The answer goes to standard output, everything else to standard error; within a chat, /help lists commands.")
        {
            self._prompt, self._user, self._continue, self._resume, self._model, self._output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(self._continue) && result.GetValue(self._resume) is not null)
            {
                result.AddError("-c and -r do not go together: one takes the last conversation, the other the one it names.");
            }
        });
        command.SetAction(self.RunAsync);
        HelpPage.AddExamples(
            command,
            "banyan chat --user ada@shop.example",
            "banyan chat -p \"Where is my parcel?\"",
            "banyan chat -p \"Cancel order 1002\" --no-input",
            "banyan chat -c -p \"yes\"",
            "banyan chat -p \"What about my orders?\" --output json | jq -r .text",
            "banyan chat --model mock/chat");
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var form = parsed.GetValue(shared.Json) && parsed.GetValue(_output) == "text" ? "json" : parsed.GetValue(_output)!;
        var talk = shared.TalkOf(parsed, context, form != "text");
        var (connection, problem) = ConnectionReader.Read(parsed, shared, context);
        if (connection is null)
        {
            return talk.Fail(problem!);
        }

        var isOnce = parsed.GetValue(_prompt) is not null;
        var mayAsk = context.Terminal.IsInputTerminal && !parsed.GetValue(shared.NoInput);
        if (!isOnce && parsed.GetValue(shared.NoInput))
        {
            return talk.Fail(CliFailure.Usage("There is nothing to say.", "Say it with -p where nothing may be read from standard input."));
        }

        var spinner = new Spinner(context.Terminal.Error, context.Time, form == "text" && context.Terminal.IsErrorTerminal && shared.WantsColor(parsed, context) && !parsed.GetValue(shared.Quiet));
        var room = new ChatRoom(context, new BanyanApi(context.Http, connection))
        {
            Talk = talk,
            Output = form switch { "json" => new ChatWhole(context.Terminal), "stream-json" => new ChatLines(context.Terminal), _ => new ChatText(context.Terminal, talk, () => ShownOf(parsed), spinner) },
            Spinner = spinner,
            Page = new VerbPage(context.Terminal, talk, form != "text"),
            Input = isOnce ? new LineInput(context.Terminal) : InputOf(parsed),
            Manners = new ChatManners(parsed.GetValue(shared.Yes), mayAsk),
        };
        var (text, unread) = isOnce ? await ReadAsync(parsed, cancellationToken) : (null, null);
        var (chat, refused) = unread is null ? await OpenAsync(parsed, room, form, cancellationToken) : (null, unread);
        return chat is null ? talk.Fail(refused!) : text is null ? await new ChatSession(room, chat).RunAsync() : await new ChatOnce(room, chat).RunAsync(text);
    }

    /// <summary>Markdown dressed up where a person reads and wants colours; else the text as it is.</summary>
    private ShownText ShownOf(ParseResult parsed) =>
        context.Terminal.IsOutputTerminal && shared.WantsColor(parsed, context) ? new BlockShown(context.Terminal.Out) : new PlainShown(context.Terminal.Out);

    /// <summary>A line editor with a history where a person types and sees it; else lines as they come.</summary>
    private LineInput InputOf(ParseResult parsed)
    {
        var terminal = context.Terminal;
        if (!terminal.IsInputTerminal || !terminal.IsErrorTerminal || context.Variable("TERM") == "dumb" || terminal.FindKeys() is not { } keys)
        {
            return new LineInput(terminal);
        }

        var typed = new TypedLine(keys, terminal.Error, context.Interrupts);
        var kept = new HistoryFile(Path.Combine(ProfileFile.Folder(context), ConnectionReader.ProfileName(parsed, shared, context) + ".history"));
        kept.Read(typed.History);
        return new LineInput(terminal, typed, kept);
    }

    private Task<(string? Text, CliFailure? Problem)> ReadAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        Question.ReadAsync([parsed.GetValue(_prompt)!], context.Terminal, !parsed.GetValue(shared.NoInput) && !context.Terminal.IsInputTerminal, cancellationToken);

    private async Task<(IChat? Chat, CliFailure? Failure)> OpenAsync(ParseResult parsed, ChatRoom room, string form, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_model) is { } model)
        {
            return (new ModelChat(room, model, () => AskOutput.Of(context.Terminal, form == "json", form == "stream-json", ShownOf(parsed))), null);
        }

        IntentSeat? seat = null;
        var failure = await TimeBound.RunAsync(
            room.Api.Connection.Timeout,
            context.Time,
            async token =>
            {
                (seat, var failed) = await new SeatFinder(room).FindAsync(parsed.GetValue(_user) ?? context.Variable("BANYAN_USER"), token);
                return seat is not null && (parsed.GetValue(_continue) || parsed.GetValue(_resume) is not null) ? await seat.ResumeAsync(parsed.GetValue(_resume), token) : failed;
            },
            cancellationToken);
        return failure is null ? (new IntentChat(room, seat!), null) : (null, failure);
    }
}
