using Banyan.GraphQL.Execution.Batching;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Execution;

public sealed class BatchTests
{
    private sealed record Book(int Id, int AuthorId);

    private sealed record Author(int Id);

    /// <summary>Counts what a store would be asked.</summary>
    private sealed class Authors(bool isSlow = false) : IGraphBatch<int, Author>
    {
        public List<int[]> Calls { get; } = [];

        public async ValueTask<IReadOnlyDictionary<int, Author>> LoadAsync(IReadOnlyList<int> keys, FieldContext context, CancellationToken cancellationToken)
        {
            Calls.Add([.. keys]);
            if (isSlow)
            {
                await Task.Yield();
            }

            var answer = new BatchAnswer<int, Author>();
            foreach (var key in keys.Where(key => key != 9))
            {
                answer.Add(key, new Author(key));
            }

            if (keys.Contains(13))
            {
                answer.Failures.Add(13, new InvalidOperationException("secret"));
            }

            return answer;
        }
    }

    private static TestGraph Graph(Authors authors, params Book[] books) => new(graph =>
    {
        graph.Object<Author>("Author", "Who wrote it.", author =>
        {
            author.Field("id: Int!", a => a.Id, "Its number.");
            author.Field("rival: Author", (Author a, FieldContext c) => c.LoadAsync(authors, a.Id + 100), "The next.");
        });
        graph.Object<Book>("Book", "A book.", book =>
        {
            book.Field("author: Author", (Book b, FieldContext c) => c.LoadAsync(authors, b.AuthorId), "Who wrote it.");
            book.Field("twice: Author", async (Book b, FieldContext c) => await c.LoadAsync(authors, (await c.LoadAsync(authors, b.AuthorId))!.Id + 1), "One key after the other.");
            book.Batch("pages(more: Int = 0): Int", (parents, c) =>
            {
                authors.Calls.Add([.. parents.Select(b => b.Id)]);
                return new ValueTask<IReadOnlyList<int>>([.. parents.Select(b => (b.Id * 10) + c.Arg<int>("more"))]);
            }, "How many.");
        });
        graph.Query("books: [Book!]!", _ => books, "All.");
    });

    private static Book[] Fifty { get; } = [.. Enumerable.Range(1, 50).Select(i => new Book(i, i % 5))];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fifty_rows_ask_the_store_once_and_each_key_once(bool isSlow)
    {
        var authors = new Authors(isSlow);

        var (data, errors) = await Graph(authors, Fifty).RunAsync("{ books { author { id } again: author { id } } }");

        Assert.Empty(errors);
        Assert.Equal([1, 2, 3, 4, 0], Assert.Single(authors.Calls));
        Assert.StartsWith("""{"books":[{"author":{"id":1},"again":{"id":1}},{"author":{"id":2}""", data, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_level_is_one_call(bool isSlow)
    {
        var authors = new Authors(isSlow);

        await Graph(authors, Fifty).RunAsync("{ books { author { rival { rival { id } } } } }");

        Assert.Equal(3, authors.Calls.Count);
        Assert.Equal([101, 102, 103, 104, 100], authors.Calls[1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Resolvers_that_load_twice_are_collected_twice(bool isSlow)
    {
        var authors = new Authors(isSlow);

        var (_, errors) = await Graph(authors, [new(1, 1), new(2, 2), new(3, 30)]).RunAsync("{ books { twice { id } } }");

        Assert.Empty(errors);
        Assert.Equal([[1, 2, 30], [3, 31]], authors.Calls);
    }

    [Fact]
    public async Task A_missing_key_is_null_and_a_failing_key_fails_alone()
    {
        var (data, errors) = await Graph(new Authors(), [new(1, 9), new(2, 13), new(3, 4)]).RunAsync("{ books { author { id } } }");

        Assert.Equal("""{"books":[{"author":null},{"author":null},{"author":{"id":4}}]}""", data);
        Assert.Equal(["INTERNAL books.1.author"], errors);
    }

    [Fact]
    public async Task A_batch_field_is_one_call_for_all_parents()
    {
        var authors = new Authors();

        var (data, _) = await Graph(authors, [new(1, 1), new(2, 1)]).RunAsync("{ books { pages more: pages(more: 5) } }");

        Assert.Equal("""{"books":[{"pages":10,"more":15},{"pages":20,"more":25}]}""", data);
        Assert.Equal([[1, 2], [1, 2]], authors.Calls);
    }
}
