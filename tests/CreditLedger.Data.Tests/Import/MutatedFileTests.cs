using System.Text;
using CreditLedger.Data.Import;
using CreditLedger.Tests;

namespace CreditLedger.Data.Tests.Import;

/// <summary>Damaged files, made from good ones by a seeded hand: never an exception, never a part of a file.</summary>
public sealed class MutatedFileTests
{
    private static readonly (ImportKind Kind, string Text)[] Good =
    [
        (ImportKind.Members,
            "reference,name,email,kind,status,tags,joined_on\nN1,\"Ada, " +
            "Countess\",a@b.example,Person,Active,x;y,2025-01-31\nN2,Zoë,,,,,\nN3,Bo,,,,,\n"),
        (ImportKind.Services, "reference,name,category,interval_minutes,price,currency\nN1,Desk,Desks,60,1200,GBP\nN2,Room,Rooms,,,\n"),
        (ImportKind.Benefits,
            "reference;name;kind;category;currency;services;step_minutes;priority;shared\n" +
            "N1;Desks;Time;Work;;\"DESK-1;ROOM-1\";15;50;false\nN2;Purse;Money;;EUR;;;;\n"),
        (ImportKind.Credits,
            "external_id,member,benefit,amount,starts_at,expires_at,source\nN1,M1,DESK,60,2026-01-01 " +
            "00:00,,Plan\nN2,M2,WALLET,500,2026-01-01T00:00:00Z,2026-12-31 00:00,\n"),
        (ImportKind.Usages,
            "external_id,member,amount,used_at,benefit,service,description\nN1,M1,15,2026-01-05 10:00,,DESK-1,\"a " +
            "\"\"b\"\"\"\nN2,M1,100,2026-01-04T10:00:00Z,WALLET,,=1+1\nN3,M1,30,2026-01-03 09:00,DESK,,\n"),
    ];

    [Fact]
    public async Task A_thousand_mutated_files_are_taken_whole_or_refused_whole()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.SmallSpaceAsync();
        var random = TestSeed.NewRandom(20260315);
        var before = await database.RowsAsync();
        var refused = 0;
        for (var round = 0; round < 1_000; round++)
        {
            var (kind, text) = Good[round % Good.Length];
            var bytes = Mutate([.. Encoding.UTF8.GetBytes(text)], random);

            // A dry run and skipping never keep a part of a damaged file; the plain run keeps all or nothing.
            using var report = await database.ImportAsync(kind, new MemoryStream(bytes),
                new ImportOptions(DryRun: round % 3 == 0, SkipRefused: round % 7 == 0));
            if (report.IsClean) Assert.Empty(report.Refusals());
            else refused++;
            foreach (var row in report.Refusals())
            {
                Assert.InRange(row.Line, 1, 10_000);
                Assert.NotEqual("", row.Reason);
            }

            var after = await database.RowsAsync();
            if (!report.IsKept) Assert.Equal(before, after);
            Assert.True(!report.IsDamaged || !report.IsKept);
            Assert.True(report.IsClean || report.Options.SkipRefused || !report.IsKept);
            before = after;
        }

        Assert.InRange(refused, 500, 1_000);
    }

    private static byte[] Mutate(List<byte> bytes, Random random)
    {
        for (var times = random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(10))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes.RemoveRange(at, bytes.Count - at); break;
                case 2: bytes.Insert(at, 0); break;
                case 3: bytes.InsertRange(random.Next(2) * at, [0xEF, 0xBB, 0xBF]); break;
                case 4: bytes.Insert(at, (byte)'"'); break;
                case 5: bytes.InsertRange(at, "=cmd|' /C calc'!A0"u8.ToArray()); break;
                case 6: bytes.RemoveAt(at); break;
                case 7: bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), random.Next(1, 3_000))); break;
                case 8: bytes[at] = (byte)",;\n\r\t"[random.Next(5)]; break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(40)))); break;
            }
        }

        return [.. bytes];
    }
}
