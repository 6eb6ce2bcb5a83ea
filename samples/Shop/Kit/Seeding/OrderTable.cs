namespace Shop.Kit.Seeding;

/// <summary>Twenty-four orders. The first three are ada's, and each is needed by a conversation: delivered lately, not sent yet, on its way.</summary>
internal static class OrderTable
{
    public static readonly OrderRow[] Rows =
    [
        new("1001", 0, ["lamp", "bulb"], 16, 14, 12),
        new("1002", 0, ["desk"], 2),
        new("1003", 0, ["bookshelf"], 7, 5),
        new("1004", 1, ["chair"], 1),
        new("1005", 1, ["clock"], 9, 7, 4),
        new("1006", 1, ["lamp"], 6, 4),
        new("1007", 0, ["rug"], 80, 78, 75),
        new("1008", 2, ["mirror"], 3),
        new("1009", 2, ["desk", "chair"], 12, 10, 6),
        new("1010", 2, ["bulb"], 8, 6),
        new("1011", 3, ["bookshelf", "lamp"], 4),
        new("1012", 3, ["clock"], 11, 3),
        new("1013", 3, ["chair"], 40, 38, 35),
        new("1014", 4, ["desk"], 5),
        new("1015", 4, ["mirror", "bulb"], 10, 5),
        new("1016", 4, ["rug"], 25, 23, 20),
        new("1017", 4, ["lamp"], 14, IsCancelled: true),
        new("1018", 5, ["chair", "clock"], 7, 4),
        new("1019", 5, ["bookshelf"], 2),
        new("1020", 5, ["bulb"], 21, 19, 17),
        new("1021", 1, ["desk"], 55, 53, 50),
        new("1022", 2, ["clock"], 60, IsCancelled: true),
        new("1023", 3, ["rug", "mirror"], 1),
        new("1024", 5, ["lamp", "chair"], 13, 11, 8),
    ];
}
