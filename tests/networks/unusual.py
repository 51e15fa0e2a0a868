"""Networks that a student may write: their operators act on tokens, rows, residual maps, twice, or alone."""

NETWORKS = {
    "attention": """
from torch import nn
from torch.nn.functional import unfold


class Attention(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.embed = nn.Linear(49, 16)
        self.encoder = nn.TransformerEncoderLayer(16, 2, 20, batch_first=True)
        self.head = nn.Linear(16, classes)

    def forward(self, frames):
        patches = unfold(frames, 7, stride=7).mT  # (N, tokens, 49)
        return self.head(self.encoder(self.embed(patches)).mean(dim=1))


def build(frame, classes):
    return Attention(classes)
""",
    "lstm": """
from torch import nn


class Reader(nn.Module):
    def __init__(self, frame, classes):
        super().__init__()
        self.embed = nn.Linear(frame, 12)
        self.lstm = nn.LSTM(12, 16)
        self.head = nn.Linear(16, classes)

    def forward(self, frames):
        rows = frames.squeeze(1).transpose(0, 1)  # (rows, N, columns)
        _, (state, _) = self.lstm(self.embed(rows))
        return self.head(state[0])


def build(frame, classes):
    return Reader(frame, classes)
""",
    "rows": """
from torch import nn


def build(frame, classes):
    return nn.Sequential(
        nn.Flatten(1, 2),  # (N, rows, columns)
        nn.Conv1d(frame, 12, 5),
        nn.ReLU(),
        nn.AdaptiveAvgPool1d(4),
        nn.Flatten(),
        nn.Linear(12 * 4, classes),
    )
""",
    "residual": """
from torch import nn


class Block(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.one, self.other = (nn.Conv2d(channels, channels, 3, padding=1) for _ in range(2))
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, maps):
        return maps + self.other(self.norm(self.one(maps)).relu())


def build(frame, classes):
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, stride=4), Block(6), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(6, classes)
    )
""",
    "twice": """
from torch import nn


def build(frame, classes):
    again = nn.Sequential(nn.Linear(15, 15), nn.ReLU())
    return nn.Sequential(
        nn.Flatten(), nn.Linear(frame * frame, 15), nn.ReLU(), again, again, nn.Linear(15, classes)
    )
""",
    "linear": """
from torch import nn


def build(frame, classes):
    return nn.Sequential(nn.Flatten(), nn.Linear(frame * frame, classes))
""",
}

# Their operators by role, in order.
ROLES = {
    "attention": {
        "embed": "hidden",
        "encoder.linear1": "hidden",
        "encoder.linear2": "hidden",
        "head": "output",
    },
    "lstm": {"embed": "other", "head": "output"},
    "rows": {"1": "hidden", "5": "output"},
    "residual": {"0": "hidden", "1.one": "hidden", "1.other": "hidden", "4": "output"},
    "twice": {"1": "hidden", "3.0": "hidden", "5": "output"},
    "linear": {"1": "output"},
}
