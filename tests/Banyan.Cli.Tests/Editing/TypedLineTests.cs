using Banyan.Cli.Editing;
using Banyan.Cli.Output;

namespace Banyan.Cli.Tests.Editing;

public sealed class TypedLineTests : IDisposable
{
    private readonly FakeKeys _keys = new();
    private readonly StringWriter _screen = new();
    private readonly Interrupts _interrupts = new();
    private readonly TypedLine _line;

    public TypedLineTests() => _line = new TypedLine(_keys, _screen, _interrupts);

    [Fact]
    public async Task Lines_typed_ahead_are_read_one_by_one_and_the_terminal_is_given_back_after_each()
    {
        _keys.Type("one\rtwo\r");

        (await ReadAsync()).ShouldBe("one");
        _keys.IsTaken.ShouldBeFalse();
        (await ReadAsync()).ShouldBe("two");
        _screen.ToString().ShouldEndWith("\u001b[?2004l");
    }

    [Fact]
    public async Task A_paste_is_text_with_line_ends_and_nothing_of_it_is_sent_by_itself()
    {
        _keys.Type("\u001b[200~one\rtwo", "\r\u001b[201~", "\r");

        (await ReadAsync()).ShouldBe("one\ntwo\n");
    }

    [Fact]
    public async Task Ctrl_d_and_the_end_of_the_input_are_the_end()
    {
        _keys.Type("\u0004");
        (await ReadAsync()).ShouldBeNull();
        _keys.End();
        (await ReadAsync()).ShouldBeNull();
        _keys.IsTaken.ShouldBeFalse();
    }

    [Fact]
    public async Task Ctrl_c_drops_the_line_and_goes_where_presses_go_with_the_terminal_given_back()
    {
        var seen = new List<bool>();
        _interrupts.SendTo(() =>
        {
            seen.Add(_keys.IsTaken);
            return true;
        });
        _keys.Type("wrong\u0003", "right\r");

        (await ReadAsync()).ShouldBe("right");
        seen.ShouldBe([false]);
    }

    [Fact]
    public async Task A_press_that_ends_the_command_ends_the_wait()
    {
        _keys.Type("\u0003");
        await Should.ThrowAsync<OperationCanceledException>(() => _line.ReadAsync(new TypedAsk("> "), _interrupts.End));
        _keys.IsTaken.ShouldBeFalse();
    }

    [Fact]
    public async Task Ctrl_z_stands_still_with_the_terminal_given_back()
    {
        _keys.Type("o\u001ane\r");
        (await ReadAsync()).ShouldBe("one");
        _keys.Suspended.ShouldBe([false]);
    }

    [Fact]
    public async Task A_window_that_changes_draws_the_line_anew()
    {
        _keys.Type("one two three");
        var reading = ReadAsync();
        await _keys.Waits.WaitAsync(TestContext.Current.CancellationToken);
        await _keys.Waits.WaitAsync(TestContext.Current.CancellationToken);
        var before = _screen.ToString().Length;

        _keys.Resize(8);
        _keys.Type("\r");

        (await reading).ShouldBe("one two three");
        _screen.ToString()[before..].ShouldContain("\u001b[1A\r\u001b[J> one two");
    }

    [Fact]
    public async Task A_word_is_completed_as_far_as_it_is_sure_then_shown_what_it_may_be()
    {
        _line.CompleteAsync = (before, _) => Task.FromResult(before == "/h" ? new Completion(0, ["/help", "/history"]) : before == "/he" ? new Completion(0, ["/help"]) : before == "/" ? new Completion(0, ["/help", "/history"]) : Completion.None);
        _keys.Type("/\t", "\t", "e\t\r");

        (await ReadAsync()).ShouldBe("/help ");
        _screen.ToString().ShouldContain("\r\n/help  /history\r\n");
    }

    [Fact]
    public async Task What_a_question_is_answered_with_is_no_message()
    {
        _line.History.Add("said before");
        _keys.Type("\u001b[A", "y\\\r");

        (await _line.ReadAsync(new TypedAsk("Go on? [y/N] "), TestContext.Current.CancellationToken)).ShouldBe("y\\");
    }

    public void Dispose()
    {
        _keys.Waits.Dispose();
        _screen.Dispose();
        _interrupts.Dispose();
    }

    private Task<string?> ReadAsync() => _line.ReadAsync(new TypedAsk("> ") { IsMessage = true }, TestContext.Current.CancellationToken);
}
